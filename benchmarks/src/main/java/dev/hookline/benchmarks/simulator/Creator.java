package dev.hookline.benchmarks.simulator;

import dev.hookline.benchmarks.load.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Creates predictions one after another on a connection that it keeps. */
final class Creator implements Runnable {

    private static final String CREATED = "HTTP/1.1 201";

    private final SimulatorProcess simulator;
    private final Sink sink;
    private final Tally tally;
    private final Pace pace;

    Creator(SimulatorProcess simulator, Sink sink, Tally tally, Pace pace) {
        this.simulator = simulator;
        this.sink = sink;
        this.tally = tally;
        this.pace = pace;
    }

    @Override
    public void run() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
            socket.setTcpNoDelay(true);
            Wire wire = new Wire(socket);
            for (int number = tally.begin(); number >= 0; number = tally.begin()) {
                pace.await(number);
                socket.getOutputStream().write(request(number));
                String answer = wire.read();
                if (!answer.startsWith(CREATED)) {
                    throw new IllegalStateException("A create was answered " + answer);
                }
                tally.created();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("A creator ended early", e);
        }
    }

    private byte[] request(int number) {
        String body = "{\"input\":{\"text\":\"hello " + number + "\"},\"webhook\":\"" + sink.url(number)
                + "\",\"webhook_events_filter\":[\"completed\"]}";
        String head = "POST /v1/models/simulator/instant/predictions HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + simulator.token()
                + "\r\nContent-Type: application/json\r\nCancel-After: 10m\r\nContent-Length: " + body.length()
                + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.ISO_8859_1);
    }
}
