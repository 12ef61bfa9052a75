package dev.hookline.simulator;

import java.util.List;

/**
 * A Replicate on this machine: its HTTP API on loopback, models that draw, signed webhooks, faults on demand. It refuses what
 * Replicate refuses, and allows plain HTTP and loopback webhooks besides. Closing it ends its threads and forgets everything.
 * Thread-safe.
 *
 * <p>The system property {@code sun.net.httpserver.nodelay} must be true before the JDK's HTTP server is first used in the
 * process, or each answer takes 40 ms on Java 17; the simulator sets it, unless another server was there before.
 */
public final class ReplicateSimulator implements AutoCloseable {

    private final Engine engine;

    ReplicateSimulator(SimulatorBuilder builder) {
        this.engine = new Engine(builder);
    }

    /** Starts a simulator on any free port, with a token and a signing secret of its own and no faults. */
    public static ReplicateSimulator start() {
        return builder().start();
    }

    /** Begins to configure a simulator. */
    public static SimulatorBuilder builder() {
        return new SimulatorBuilder();
    }

    /** The base URL of the API, such as {@code http://localhost:5050/v1}. */
    public String url() {
        return engine.links().api();
    }

    /** The port that it listens on. */
    public int port() {
        return engine.port();
    }

    /** The API token that it accepts, and no other. */
    public String token() {
        return engine.token();
    }

    /** The secret that webhooks are signed with, {@code whsec_} and base64. */
    public String secret() {
        return engine.secret();
    }

    /** Signs all webhooks from now on, further tries included, with a new secret, which it returns. */
    public String rotateSecret() {
        return engine.rotateSecret();
    }

    /** Adds faults to those in force. */
    public void inject(Fault... faults) {
        List.of(faults).forEach(engine.faults()::add);
    }

    /** Replaces the faults in force. */
    public void useFaults(FaultPlan plan) {
        engine.faults().use(plan);
    }

    /** Ends all faults. What they have delayed already stays delayed. */
    public void clearFaults() {
        useFaults(FaultPlan.none());
    }

    /** What came and what was sent. */
    public Received received() {
        return engine.received();
    }

    /**
     * Sends one of the latest 500 webhooks once more, under its {@code webhook-id}, lost ones included.
     *
     * @return whether it was still kept
     */
    public boolean resend(String webhookId) {
        return engine.courier().resend(webhookId);
    }

    /** Removes input, output, logs and files of every prediction that has ended, as an hour would. */
    public void removeOutputs() {
        engine.predictions().removeAllData();
    }

    /**
     * The URL by which an uploaded file can be downloaded without a token, for an hour, signed as the files API asks.
     *
     * @param fileId the file's id; whether there is such a file shows when the URL is used
     */
    public String downloadUrl(String fileId) {
        return engine.downloadUrl(fileId);
    }

    /** Forgets a prediction: the API answers 404 for it from now on. Unknown ids are ignored. */
    public void forget(String predictionId) {
        engine.predictions().find(predictionId).ifPresent(engine.predictions()::forget);
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Without token and secret. */
    @Override
    public String toString() {
        return "ReplicateSimulator[" + url() + "]";
    }
}
