package dev.hookline.benchmarks.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/**
 * What a JVM of its own has printed. Immutable.
 *
 * @param lines its standard output
 * @param succeeded whether it has ended by itself and well
 */
public record ProcessOutput(List<String> lines, boolean succeeded) {
    /** Copies the lines. */
    public ProcessOutput {
        lines = List.copyOf(lines);
    }

    /** Runs a class of this one's class path, shows what it prints as it prints it, and ends it after some time. */
    public static ProcessOutput of(Class<?> main, Duration limit) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), main.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Timer timer = new Timer("limit", true);
        timer.schedule(endingOf(process), limit.toMillis());
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                System.out.println(line);
                lines.add(line);
            }
            return new ProcessOutput(lines, process.waitFor() == 0);
        } finally {
            timer.cancel();
            process.destroy();
        }
    }

    /** What it has started ends with it; a signal that is no kill lets it close them. */
    private static TimerTask endingOf(Process process) {
        return new TimerTask() {
            @Override
            public void run() {
                process.destroy();
            }
        };
    }
}
