package dev.hookline.spring.autoconfigure;

import dev.hookline.job.JobStore;
import dev.hookline.spring.actuate.HooklineEndpoint;
import dev.hookline.spring.actuate.HooklineEndpointProperties;
import dev.hookline.spring.actuate.HooklineEndpointWebExtension;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Adds the actuator endpoint that shows jobs, where it is exposed. */
@AutoConfiguration(after = HooklineAutoConfiguration.class)
@ConditionalOnClass({SanitizingFunction.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(JobStore.class)
@EnableConfigurationProperties(HooklineEndpointProperties.class)
public final class HooklineEndpointAutoConfiguration {
    /** Called by Spring. */
    HooklineEndpointAutoConfiguration() {}

    @Bean
    @ConditionalOnAvailableEndpoint
    @ConditionalOnMissingBean
    HooklineEndpoint hooklineEndpoint(
            JobStore store, HooklineEndpointProperties properties, ObjectProvider<SanitizingFunction> functions) {
        Sanitizer sanitizer = new Sanitizer(functions.orderedStream().toList());
        return new HooklineEndpoint(store, sanitizer, properties.showValues() == Show.ALWAYS);
    }

    @Bean
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    @ConditionalOnBean(HooklineEndpoint.class)
    @ConditionalOnMissingBean
    HooklineEndpointWebExtension hooklineEndpointWebExtension(
            HooklineEndpoint endpoint, HooklineEndpointProperties properties) {
        return new HooklineEndpointWebExtension(endpoint, properties);
    }
}
