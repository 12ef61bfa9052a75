package dev.hookline.dashboard.start;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says, once all is up, where to look. */
@Component
class ReadyLine {
    private static final Logger LOG = LoggerFactory.getLogger("dev.hookline.dashboard");

    private final Environment environment;

    ReadyLine(Environment environment) {
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        boolean simulated = environment.getProperty("dashboard.simulated", Boolean.class, false);
        LOG.atInfo().log(
                simulated
                        ? "Simulated: pictures are drawn on this machine, and nothing is sent to Replicate"
                        : "Pictures are made at Replicate, and paid for");
        LOG.atInfo().log(
                "Everything is kept below {}",
                Path.of(environment.getProperty("dashboard.data", "data"))
                        .toAbsolutePath()
                        .normalize());
        LOG.atInfo().log("Ready: open http://localhost:{}/", environment.getProperty("local.server.port", "8080"));
    }
}
