package dev.hookline.dashboard.killed;

import dev.hookline.spring.autoconfigure.EngineCustomizer;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Found by the component scan, as it lies below the application: what a killed process has left is taken up within seconds. */
@Configuration(proxyBeanMethods = false)
public class ShortLeases {
    @Bean
    EngineCustomizer leasesOfThreeSeconds() {
        return engine -> engine.lease(Duration.ofSeconds(3)).lostAnswerGrace(Duration.ofSeconds(12));
    }
}
