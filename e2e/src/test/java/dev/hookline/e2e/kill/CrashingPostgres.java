package dev.hookline.e2e.kill;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that syncs each commit, whose processes can be ended at once, as by a crash, and started again. */
final class CrashingPostgres implements AutoCloseable {
    private final Path data;
    private final EmbeddedPostgres server;

    private CrashingPostgres(Path data, EmbeddedPostgres server) {
        this.data = data;
        this.server = server;
    }

    static CrashingPostgres start(Path data) throws IOException {
        return new CrashingPostgres(
                data,
                EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "100")
                        .start());
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** Ends all processes of the server without a checkpoint, and starts it anew on what they have written. */
    void crashAndRestart() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U")); // the server refuses to run as root
        }
        command.addAll(List.of(
                pgCtl(), "restart", "-D", data.toString(), "-m", "immediate", "-w", "-l", data + "/restart.log"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("The database server was not started again");
        }
    }

    /** Beside the program that the running server is an instance of. */
    private String pgCtl() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        String program = ProcessHandle.of(pid).orElseThrow().info().command().orElseThrow();
        return Path.of(program).resolveSibling("pg_ctl").toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
