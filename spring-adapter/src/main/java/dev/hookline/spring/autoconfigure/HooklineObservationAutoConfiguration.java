package dev.hookline.spring.autoconfigure;

import dev.hookline.spring.observation.HooklineObservations;
import dev.hookline.workflow.engine.Engine;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Observes what the engine does, where there is an {@link ObservationRegistry}. */
@AutoConfiguration(
        after = HooklineAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean({ObservationRegistry.class, Engine.class})
public final class HooklineObservationAutoConfiguration {
    /** Called by Spring. */
    HooklineObservationAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    HooklineObservations hooklineObservations(ObjectProvider<ObservationRegistry> registry) {
        return new HooklineObservations(registry::getObject);
    }
}
