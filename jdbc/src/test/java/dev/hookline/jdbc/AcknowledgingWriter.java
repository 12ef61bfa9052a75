package dev.hookline.jdbc;

import dev.hookline.job.Job;
import dev.hookline.job.JobLabels;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.h2.jdbcx.JdbcConnectionPool;

/** A program that starts jobs on several threads until it is killed, and prints the id of each that was committed. */
final class AcknowledgingWriter {
    private static final int THREADS = 4;

    /** Unbuffered: a line that the parent reads was written after the commit, and in one piece. */
    private static final OutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private AcknowledgingWriter() {}

    public static void main(String[] arguments) {
        JdbcConnectionPool pool = JdbcConnectionPool.create(arguments[0], "", "");
        JdbcJobStore store = JdbcJobStore.builder(pool).createSchema(true).build();
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
            executor.execute(() -> write(store));
        }
    }

    private static void write(JdbcJobStore store) {
        try {
            while (true) {
                Job job = Jobs.job(JobLabels.NONE);
                if (store.commit(Jobs.creation(job)).isCommitted()) {
                    OUT.write((job.id() + "\n").getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            // The parent has gone, and this program with it.
            Runtime.getRuntime().halt(1);
        }
    }
}
