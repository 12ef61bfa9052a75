package dev.hookline.e2e.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the papers say is so: their code compiles, their links lead somewhere, and the tests that they name exist. */
class SnippetTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern TEST_NAME = Pattern.compile("`(?:\\w+Test\\.)?([a-z]+[A-Z]\\w+|\\w+Test)`");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    @Test
    void javaInThePapersIsJavaThatCompiles() {
        List<String> sources = tests().map(SnippetTest::withoutBlanks).toList();
        assertThat(papers().flatMap(paper -> found(JAVA_BLOCK, read(paper))))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(sources).anyMatch(source -> source.contains(withoutBlanks(block))));
    }

    @Test
    void linksInThePapersLeadToFiles() {
        assertThat(papers())
                .isNotEmpty()
                .allSatisfy(paper -> assertThat(found(LINK, read(paper)))
                        .allSatisfy(
                                link -> assertThat(paper.resolveSibling(link)).exists()));
    }

    @Test
    void testsThatTheGuaranteesNameExist() {
        Set<String> names = new TreeSet<>();
        found(TEST_NAME, columnOfTests()).forEach(names::add);
        List<String> tests = tests().toList();
        assertThat(names)
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(tests)
                        .as("a test or a group of tests with the name %s", name)
                        .anyMatch(test -> test.contains(" " + name + "(") || test.contains("class " + name + " ")));
    }

    /** All that the build compiles and is no part of a published jar, the contracts of the test kit excepted. */
    private static Stream<String> tests() {
        return Stream.of(
                        "core/src/test",
                        "e2e/src/test",
                        "jdbc/src/test",
                        "simulator/src/test",
                        "spring-adapter/src/test",
                        "testkit/src",
                        "workflow/src/test")
                .flatMap(folder -> filesBelow(ROOT.resolve(folder), ".java"))
                .map(SnippetTest::read);
    }

    private static String columnOfTests() {
        return read(ROOT.resolve("docs/guarantees.md"))
                .lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split("\\|"))
                .map(cells -> cells[cells.length - 1])
                .reduce("", (all, cell) -> all + "\n" + cell);
    }

    private static Stream<Path> papers() {
        return Stream.concat(Stream.of(ROOT.resolve("README.md")), filesBelow(ROOT.resolve("docs"), ".md"));
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult result) -> result.group(1));
    }

    private static String withoutBlanks(String text) {
        return BLANKS.matcher(text).replaceAll("");
    }

    private static Stream<Path> filesBelow(Path folder, String end) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
