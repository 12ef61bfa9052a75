package dev.hookline.spring.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/**
 * Lets webhooks pass without a login and a CSRF token, in a reactive application with Spring Security. It looks at nothing
 * but POST requests to the webhook path.
 */
@AutoConfiguration(
        after = HooklineWebFluxAutoConfiguration.class,
        afterName = "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration")
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({SecurityWebFilterChain.class, ServerHttpSecurity.class})
@ConditionalOnBean(value = ServerHttpSecurity.class, name = "hooklineWebhookRoute")
@Import({
    HooklineReactiveSecurityAutoConfiguration.OtherPaths.class,
    HooklineReactiveSecurityAutoConfiguration.WebhookPath.class
})
public final class HooklineReactiveSecurityAutoConfiguration {
    /** Called by Spring. */
    HooklineReactiveSecurityAutoConfiguration() {}

    /**
     * Spring Security makes its own chain, with a login for each path, only where there is no bean of that type. The
     * webhooks' chain would be one and leave all other paths open, so Spring Security's is made here first.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(SecurityWebFilterChain.class)
    static class OtherPaths {
        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        SecurityWebFilterChain hooklineOtherPathsSecurity(ServerHttpSecurity http) {
            return http.authorizeExchange(paths -> paths.anyExchange().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }
    }

    /** Only what is signed passes here, and {@code WebhookEndpoint} sees to that. */
    @Configuration(proxyBeanMethods = false)
    static class WebhookPath {
        @Bean
        @Order(HooklineSecurityAutoConfiguration.ORDER)
        @ConditionalOnMissingBean(name = "hooklineWebhookSecurity")
        SecurityWebFilterChain hooklineWebhookSecurity(ServerHttpSecurity http, HooklineProperties properties) {
            return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers(
                            HttpMethod.POST, properties.webhook().path() + "/{token}"))
                    .authorizeExchange(paths -> paths.anyExchange().permitAll())
                    .csrf(CsrfSpec::disable)
                    .requestCache(RequestCacheSpec::disable)
                    .build();
        }
    }
}
