package dev.hookline.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hookline.job.JobId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a transition writes to the log of the application. */
class EngineLogTest extends EngineHarness {
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.hookline.job");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    private Map<String, String> line(String message, String key) {
        return List.copyOf(lines.list).stream()
                .filter(event -> event.getFormattedMessage().equals(message))
                .map(event -> event.getKeyValuePairs().stream()
                        .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value))))
                .filter(pairs -> pairs.containsKey(key))
                .findFirst()
                .orElse(Map.of());
    }

    @Test
    void aStepOfAnItemIsNamedWithAllThatIsKnownOfIt() {
        JobId id = engine.start(ALBUM, new Album(List.of("only")));
        FakeReplicate.Call call = callFor("only", 1);
        succeed(call);
        ended(id);

        await().until(() -> !line("Step succeeded", "prediction").isEmpty());
        assertThat(line("Step succeeded", "prediction"))
                .containsEntry("root", id.toString())
                .containsEntry("workflow", "image")
                .containsEntry("step", "generate")
                .containsEntry("index", "0")
                .containsEntry("attempt", "1")
                .containsEntry("prediction", call.id())
                .containsEntry("status", "succeeded")
                .containsKeys("job", "took");
        assertThat(line("Job accepted", "job"))
                .containsEntry("job", id.toString())
                .containsEntry("workflow", "album")
                .containsEntry("status", "processing")
                .doesNotContainKeys("took", "index", "root");
    }
}
