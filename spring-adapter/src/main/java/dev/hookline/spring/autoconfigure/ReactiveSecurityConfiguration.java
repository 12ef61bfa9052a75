package dev.hookline.spring.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
 * The parts of the rules of a reactive application, to be imported in this order. They are no members of the class that
 * imports them, since members come in no order that could be relied on.
 */
final class ReactiveSecurityConfiguration {
    private ReactiveSecurityConfiguration() {}

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
