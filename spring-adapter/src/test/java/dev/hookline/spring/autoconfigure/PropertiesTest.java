package dev.hookline.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What editors and the docs say of the properties is so. */
class PropertiesTest {
    /** Those whose absence means something that is no value. */
    private static final List<String> WITHOUT_DEFAULT = List.of(
            "hookline.public-url",
            "hookline.replicate.token",
            "hookline.webhook.secret",
            "hookline.engine.workers",
            "management.endpoint.hookline.roles");

    @Test
    void eachPropertyIsDescribedAndHasItsDefault() throws IOException {
        assertThat(properties()).hasSizeGreaterThan(20).allSatisfy(property -> {
            assertThat(property.path("description").asString(""))
                    .as(name(property))
                    .endsWith(".");
            assertThat(property.has("defaultValue") != WITHOUT_DEFAULT.contains(name(property)))
                    .as(name(property))
                    .isTrue();
        });
    }

    @Test
    void theDocsHaveARowForEachPropertyWithItsDefault() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../docs/spring-boot.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(properties()).allSatisfy(property -> {
            String begin = "| `" + name(property) + "` | ";
            String value = property.has("defaultValue")
                    ? "`" + property.get("defaultValue").asString() + "`"
                    : "";
            assertThat(rows).anyMatch(row -> row.startsWith(begin + value));
        });
    }

    private static String name(JsonNode property) {
        return property.get("name").stringValue();
    }

    private static List<JsonNode> properties() throws IOException {
        Path file = Path.of("target/classes/META-INF/spring-configuration-metadata.json");
        try (InputStream metadata = Files.newInputStream(file)) {
            List<JsonNode> properties = new ArrayList<>();
            JsonMapper.shared().readTree(metadata).get("properties").forEach(properties::add);
            return properties;
        }
    }
}
