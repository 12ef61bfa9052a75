package dev.hookline.simulator.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.simulator.ModelAnswer;
import dev.hookline.simulator.ReplicateSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Path HERE = Path.of("src/test/java/dev/hookline/simulator/example");

    @Test
    void theTestOfTheReadmeIsOneThatRunsInFewerThan25Lines() throws IOException {
        String source = region(Files.readString(HERE.resolve("GreeterTest.java")));
        assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + source + "```");
        assertThat(source.lines().count()).isLessThan(25);
    }

    @Test
    void theModelOfTheReadmeIsOneThatStarts() throws IOException {
        try (ReplicateSimulator simulator =
                // begin
                ReplicateSimulator.builder()
                        .model(
                                "acme/shout",
                                input -> ModelAnswer.of(
                                        input.text("text").orElse("").toUpperCase(Locale.ROOT)))
                        .start()
        // end
        ) {
            assertThat(simulator.port()).isPositive();
        }
        String source = region(Files.readString(HERE.resolve("ReadmeTest.java")));
        assertThat(squeezed(Files.readString(Path.of("README.md")))).contains(squeezed(source));
    }

    /** What stands between the lines {@code // begin} and {@code // end}. */
    private static String region(String source) {
        int begin = source.indexOf("// begin\n") + "// begin\n".length();
        return source.substring(begin, source.lastIndexOf("\n", source.indexOf("// end\n", begin)) + 1);
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
