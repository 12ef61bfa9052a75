package dev.hookline.dashboard.support;

import dev.hookline.spring.autoconfigure.EngineCustomizer;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Found by the component scan, as it lies below the application: has a dashboard that was started again take up what the one before was working on within a few seconds. */
@Configuration(proxyBeanMethods = false)
class ShortLeases {
    @Bean
    EngineCustomizer leaseOfThreeSeconds() {
        return engine -> engine.lease(Duration.ofSeconds(3));
    }
}
