package dev.hookline.spring.autoconfigure;

import dev.hookline.workflow.engine.EngineBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties below {@code hookline}.
 *
 * @param publicUrl URL at which Replicate reaches this application, without the webhook path.
 * @param publicUrlCheck How the public URL is tried out at start-up.
 * @param replicate How Replicate's API is reached.
 * @param webhook How webhooks are taken.
 * @param files Where outputs are kept.
 * @param jdbc How jobs are kept in a database.
 * @param engine How this node shares the work.
 * @param health When this application counts as out of service.
 */
@ConfigurationProperties("hookline")
public record HooklineProperties(
        @Nullable URI publicUrl,
        @DefaultValue PublicUrlCheck publicUrlCheck,
        @DefaultValue ReplicateApi replicate,
        @DefaultValue Webhook webhook,
        @DefaultValue FileFolder files,
        @DefaultValue Jdbc jdbc,
        @DefaultValue EngineOptions engine,
        @DefaultValue Overdue health) {

    /**
     * How the public URL is tried out at start-up.
     *
     * @param enabled Whether the public URL is called once at start-up; one that redirects ends the start.
     * @param timeout Longest time that the call may hold up the start; without an answer by then it is only warned of.
     */
    public record PublicUrlCheck(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("2s") Duration timeout) {}

    /**
     * How Replicate's API is reached.
     *
     * @param token Token of the Replicate account; the environment's REPLICATE_API_TOKEN unless set.
     * @param baseUrl Base URL of Replicate's API.
     */
    public record ReplicateApi(
            @Nullable String token,
            @DefaultValue("https://api.replicate.com/v1") URI baseUrl) {
        @Override
        public String toString() {
            return "ReplicateApi[" + baseUrl + "]";
        }
    }

    /**
     * How webhooks are taken.
     *
     * @param path Path of the webhook endpoint; the attempt's token follows it.
     * @param secret Signing secret of the account's webhooks; fetched from the API unless set.
     * @param maxBodySize Size up to which a webhook's body is read.
     */
    public record Webhook(
            @DefaultValue("/webhooks/replicate") String path,
            @Nullable String secret,
            @DefaultValue("16MB") DataSize maxBodySize) {
        @Override
        public String toString() {
            return "Webhook[" + path + "]";
        }
    }

    /**
     * Where outputs are kept.
     *
     * @param directory Folder in which files are kept.
     */
    public record FileFolder(@DefaultValue("hookline-files") Path directory) {}

    /**
     * How jobs are kept in a database.
     *
     * @param initializeSchema When the tables are created.
     */
    public record Jdbc(@DefaultValue("embedded") SchemaInitialization initializeSchema) {}

    /** When the tables are created. The names are those of Spring Boot, whose own type is there with JDBC only. */
    public enum SchemaInitialization {
        /** At each start, unless they are there. */
        ALWAYS,
        /** Like {@link #ALWAYS} in an embedded database, like {@link #NEVER} in any other. */
        EMBEDDED,
        /** Not by the application. */
        NEVER
    }

    /**
     * How this node shares the work.
     *
     * @param lease Time for which this node keeps work that it has taken, unless it renews; after a crash, other nodes
     *     and the next start wait as long.
     * @param lostAnswerGrace Time for which a create whose answer was lost waits for a webhook before it is made again.
     * @param pollInterval Time between two looks for work that has fallen due; twice that once there was no work for twenty
     *     of them.
     * @param shutdownPatience Time for which a stop waits for work that is under way.
     * @param workers Number of threads that download, upload and run local steps; the number of processors, 4 at least,
     *     unless set.
     * @param maxInFlight Amount of work that this node takes at once.
     * @param maxOutputSize Size up to which a file of an output is stored.
     */
    public record EngineOptions(
            @DefaultValue("20s") Duration lease,
            @DefaultValue("90s") Duration lostAnswerGrace,
            @DefaultValue("1s") Duration pollInterval,
            @DefaultValue("10s") Duration shutdownPatience,
            @Nullable Integer workers,
            @DefaultValue("1000") int maxInFlight,
            @DefaultValue("1GB") DataSize maxOutputSize) {
        void applyTo(EngineBuilder engine) {
            engine.lease(lease)
                    .lostAnswerGrace(lostAnswerGrace)
                    .pollInterval(pollInterval)
                    .shutdownPatience(shutdownPatience)
                    .maxInFlight(maxInFlight)
                    .maxOutputBytes(maxOutputSize.toBytes());
            if (workers != null) {
                engine.workers(workers);
            }
        }
    }

    /**
     * When this application counts as out of service.
     *
     * @param overdueThreshold Time after which work that no node has taken up makes the health indicator answer
     *     OUT_OF_SERVICE.
     */
    public record Overdue(@DefaultValue("5m") Duration overdueThreshold) {}
}
