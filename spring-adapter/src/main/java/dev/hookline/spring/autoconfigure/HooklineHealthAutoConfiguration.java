package dev.hookline.spring.autoconfigure;

import dev.hookline.spring.actuate.HooklineHealthIndicator;
import dev.hookline.webhook.SigningSecrets;
import dev.hookline.workflow.engine.Engine;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Shows in the application's health whether webhooks can be taken and work goes on. */
@AutoConfiguration(after = HooklineAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(Engine.class)
public final class HooklineHealthAutoConfiguration {
    /** Called by Spring. */
    HooklineHealthAutoConfiguration() {}

    @Bean
    @ConditionalOnEnabledHealthIndicator("hookline")
    @ConditionalOnMissingBean(name = {"hooklineHealthIndicator", "hooklineHealthContributor"})
    HooklineHealthIndicator hooklineHealthIndicator(
            Engine engine, ObjectProvider<SigningSecrets> secrets, HooklineProperties properties) {
        return new HooklineHealthIndicator(
                engine,
                Optional.ofNullable(secrets.getIfAvailable()),
                properties.health().overdueThreshold(),
                InstantSource.system());
    }
}
