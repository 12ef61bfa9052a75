package dev.hookline.spring.autoconfigure;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.util.unit.DataSize;

/**
 * The properties below {@code hookline}.
 *
 * @param publicUrl URL at which Replicate reaches this application, without the webhook path.
 * @param replicate how Replicate's API is reached.
 * @param webhook how webhooks are taken.
 * @param files where outputs are kept.
 * @param jdbc how jobs are kept in a database.
 * @param engine how this node shares the work.
 */
@ConfigurationProperties("hookline")
public record HooklineProperties(
        @Nullable URI publicUrl,
        @DefaultValue ReplicateApi replicate,
        @DefaultValue Webhook webhook,
        @DefaultValue FileFolder files,
        @DefaultValue Jdbc jdbc,
        @DefaultValue EngineTiming engine) {

    /**
     * How Replicate's API is reached.
     *
     * @param token token of the Replicate account; the environment's REPLICATE_API_TOKEN unless set.
     * @param baseUrl base URL of Replicate's API.
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
     * @param path path of the webhook endpoint; the attempt's token follows it.
     * @param secret signing secret of the account's webhooks; fetched from the API unless set.
     * @param maxBodySize size up to which a webhook's body is read.
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
     * @param directory folder in which files are kept.
     */
    public record FileFolder(@DefaultValue("hookline-files") Path directory) {}

    /**
     * How jobs are kept in a database.
     *
     * @param initializeSchema when the tables are created.
     */
    public record Jdbc(@DefaultValue("embedded") DatabaseInitializationMode initializeSchema) {}

    /**
     * How this node shares the work.
     *
     * @param lease time for which this node keeps work that it has taken, unless it renews; after a crash, other nodes
     *     and the next start wait as long.
     * @param lostAnswerGrace time for which a create whose answer was lost waits for a webhook before it is made again.
     */
    public record EngineTiming(
            @DefaultValue("20s") Duration lease,
            @DefaultValue("90s") Duration lostAnswerGrace) {}
}
