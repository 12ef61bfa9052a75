package dev.hookline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

class H2DurabilityTest {
    private static final int ROUNDS = 2;
    private static final int LINES = 150;

    @TempDir
    private Path folder;

    // promise 2
    @Test
    void whatWasAcknowledgedIsThereAfterTheProcessWasKilled() throws Exception {
        List<JobId> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(writeUntilKilled());
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * LINES);
        JdbcConnectionPool pool = JdbcConnectionPool.create(url(), "", "");
        try {
            JobStore store = JdbcJobStore.builder(pool).build();
            assertThat(acknowledged).allSatisfy(id -> {
                assertThat(store.load(id)).isPresent();
                assertThat(store.log(id)).hasSize(1);
            });
        } finally {
            pool.dispose();
        }
    }

    private List<JobId> writeUntilKilled() throws IOException, InterruptedException, URISyntaxException {
        Process process = new ProcessBuilder(
                        java(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        AcknowledgingWriter.class.getName(),
                        url())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<JobId> acknowledged = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.length() == 26) {
                    acknowledged.add(new JobId(line));
                }
                // Through the handle, since the process itself would close the stream, and what is still in it counts.
                if (acknowledged.size() == LINES) {
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return acknowledged;
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("jobs") + ";WRITE_DELAY=0";
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The places of the classes that the child needs; they lie on the module path and on the class path here. */
    private static String classPath() throws URISyntaxException {
        List<String> places =
                new ArrayList<>(List.of(Path.of("target", "test-classes").toString()));
        places.add(Path.of("target", "classes").toString());
        for (String path : List.of("java.class.path", "jdk.module.path")) {
            places.add(System.getProperty(path, ""));
        }
        for (Class<?> needed : List.of(
                JobStore.class, JdbcConnectionPool.class, HikariConfig.class, LoggerFactory.class, JsonMapper.class)) {
            places.add(Path.of(needed.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return Stream.of(places.toArray(String[]::new))
                .filter(place -> !place.isEmpty())
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }
}
