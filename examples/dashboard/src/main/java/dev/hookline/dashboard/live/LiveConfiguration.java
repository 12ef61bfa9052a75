package dev.hookline.dashboard.live;

import dev.hookline.job.JobStore;
import java.util.concurrent.Executors;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the engine its listener, and browsers their stream. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {
    @Bean
    LiveEvents liveEvents(JobStore store) {
        return new LiveEvents(store, Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "dashboard-events");
            thread.setDaemon(true);
            return thread;
        }));
    }

    @Bean
    ServletRegistrationBean<EventsServlet> eventsServlet(LiveEvents events) {
        ServletRegistrationBean<EventsServlet> registration =
                new ServletRegistrationBean<>(new EventsServlet(events), "/api/events");
        registration.setName("events");
        registration.setAsyncSupported(true);
        return registration;
    }
}
