package dev.hookline.spring.autoconfigure;

import dev.hookline.spring.metrics.HooklineMetrics;
import dev.hookline.workflow.engine.Engine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Measures what the engine, the webhook endpoint and the client do, where there is a {@link MeterRegistry}. */
@AutoConfiguration(
        after = HooklineAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({MeterRegistry.class, Engine.class})
public final class HooklineMetricsAutoConfiguration {
    /** Called by Spring. */
    HooklineMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    HooklineMetrics hooklineMetrics(ObjectProvider<MeterRegistry> registry) {
        return new HooklineMetrics(registry::getObject, InstantSource.system());
    }

    @Bean
    @ConditionalOnMissingBean(name = "hooklineInFlightGauge")
    MeterBinder hooklineInFlightGauge(Engine engine) {
        return registry -> Gauge.builder("hookline.work.in.flight", engine, Engine::inFlight)
                .description("Creates, look-ups, downloads and local steps that this node is doing")
                .register(registry);
    }
}
