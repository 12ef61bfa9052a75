package dev.hookline.workflow.internal.run;

import dev.hookline.job.LogEntry;
import dev.hookline.workflow.internal.transition.LogLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes a line of a job's own log to SLF4J as well, with key-values instead of words. */
final class JobLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.hookline.job");

    private JobLog() {}

    static void write(LogLine log) {
        LogEntry entry = log.entry();
        LoggingEventBuilder line = LOG.atLevel(level(entry))
                .addKeyValue("job", entry.job())
                .addKeyValue("workflow", log.workflow())
                .addKeyValue("status", log.status());
        if (!entry.root().equals(entry.job())) {
            line = line.addKeyValue("root", entry.root());
        }
        if (log.index() != null) {
            line = line.addKeyValue("index", log.index());
        }
        if (entry.step() != null) {
            line = line.addKeyValue("step", entry.step()).addKeyValue("attempt", entry.tries());
        }
        if (entry.predictionId() != null) {
            line = line.addKeyValue("prediction", entry.predictionId());
        }
        if (log.took() != null) {
            line = line.addKeyValue("took", log.took());
        }
        line.log(entry.message());
    }

    /** A failed step is nothing that the engine's operator has lost, so it is a warning here and an error in its job. */
    private static Level level(LogEntry entry) {
        return entry.level() == LogEntry.Level.INFO ? Level.INFO : Level.WARN;
    }
}
