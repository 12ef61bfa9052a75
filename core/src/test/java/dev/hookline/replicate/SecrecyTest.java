package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever happens, no log says the token or where webhooks go. */
class SecrecyTest extends ClientTest {
    private final Logger root = (Logger) LoggerFactory.getLogger("dev.hookline");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        root.setLevel(null);
    }

    @Test
    void noLogShowsASecret() {
        for (int status : List.of(429, 500, 401, 201)) {
            answer(
                    status,
                    status == 201 ? PREDICTION : "{\"detail\": \"" + TOKEN + " https://example.com/h/s3cr3tPath\"}");
        }
        CreatePrediction request = CreatePrediction.model("acme/painter")
                .input("prompt", "s3cr3tPrompt")
                .webhook(URI.create("https://example.com/h/s3cr3tPath"))
                .build();

        failure(ReplicateApiException.class, () -> replicate().predictions().create(request));
        failure(AuthenticationException.class, () -> replicate().predictions().create(request));
        replicate().predictions().create(request);

        assertThat(log.list).isNotEmpty();
        for (ILoggingEvent event : log.list) {
            String line = event.getFormattedMessage() + event.getKeyValuePairs() + event.getThrowableProxy();
            assertThat(line).doesNotContain(TOKEN, "s3cr3t");
        }
    }

    @Test
    void aRetryIsOneLineWithWhatHappens() {
        answer(503, "");
        answer(200, PREDICTION);

        replicate().predictions().get("p1");

        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.DEBUG);
            assertThat(event.getMessage()).isEqualTo("A call to Replicate is tried again");
            assertThat(event.getKeyValuePairs()).asString().contains("GET /v1/predictions/p1");
        });
    }
}
