package dev.hookline.dashboard.support;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Looks for what keeps people from using a page, by the rules of axe-core. */
public final class Axe {
    private static final String SOURCE = source();
    private static final String SERIOUS =
            "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
                    + ".filter(found => ['serious', 'critical'].includes(found.impact))"
                    + ".flatMap(found => found.nodes.map(node => found.id + ': ' + node.html.substring(0, 200) + ' '"
                    + " + (node.any[0]?.message ?? '')))";

    private Axe() {}

    /** The serious and critical problems of the page as it is shown now. */
    public static List<String> problems(Page page) {
        page.evaluate(SOURCE);
        return ((List<?>) page.evaluate(SERIOUS)).stream().map(String::valueOf).toList();
    }

    private static String source() {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
