package dev.hookline.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)");
    private static final Pattern THAI = Pattern.compile("\\p{IsThai}");

    /** In English, a reason is shown as it was told. */
    private static final String ONLY_IN_THAI = "reason.";

    @Test
    void everyMessageIsThereInBothLanguages() throws IOException {
        Set<Object> thai = new TreeSet<>(read("th").keySet());
        thai.removeIf(key -> key.toString().startsWith(ONLY_IN_THAI));

        assertThat(thai).isEqualTo(new TreeSet<>(read("").keySet()));
    }

    @Test
    void everyMessageNamesTheSamePlacesInBothLanguages() throws IOException {
        Properties english = read("");
        Properties thai = read("th");

        for (Object key : english.keySet()) {
            assertThat(places(thai, key)).as(key.toString()).isEqualTo(places(english, key));
        }
    }

    @Test
    void whatIsSaidInThaiIsThai() throws IOException {
        Properties thai = read("th");

        assertThat(thai.keySet())
                .filteredOn(
                        key -> !THAI.matcher(thai.getProperty(key.toString())).find())
                .containsExactly("job.more");
    }

    private static Set<String> places(Properties messages, Object key) {
        List<String> places = PLACE.matcher(messages.getProperty(key.toString()))
                .results()
                .map((MatchResult place) -> place.group(1))
                .toList();
        return new TreeSet<>(places);
    }

    private static Properties read(String language) throws IOException {
        String file = "/messages" + (language.isEmpty() ? "" : "_" + language) + ".properties";
        try (InputStream bytes = Objects.requireNonNull(MessagesTest.class.getResourceAsStream(file));
                Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
            Properties messages = new Properties();
            messages.load(text);
            return messages;
        }
    }
}
