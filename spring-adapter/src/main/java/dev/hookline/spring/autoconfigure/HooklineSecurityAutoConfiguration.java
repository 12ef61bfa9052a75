package dev.hookline.spring.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Lets webhooks pass without a login and a CSRF token, in a servlet application with Spring Security: what they carry is
 * a signature. It looks at nothing but POST requests to the webhook path, and comes last among the auto-configurations,
 * or Spring Boot would take its chain for the application's own and leave all other paths open.
 */
@AutoConfiguration(
        after = HooklineWebMvcAutoConfiguration.class,
        afterName = "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration")
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({SecurityFilterChain.class, HttpSecurity.class})
@ConditionalOnBean(value = HttpSecurity.class, name = "hooklineWebhookRoute")
public final class HooklineSecurityAutoConfiguration {
    /** Before every chain that the application has, since no other has these requests in mind. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    /** Called by Spring. */
    HooklineSecurityAutoConfiguration() {}

    @Bean
    @Order(ORDER)
    @ConditionalOnMissingBean(name = "hooklineWebhookSecurity")
    SecurityFilterChain hooklineWebhookSecurity(
            HttpSecurity http, PathPatternRequestMatcher.Builder paths, HooklineProperties properties) {
        return http.securityMatcher(
                        paths.matcher(HttpMethod.POST, properties.webhook().path() + "/{token}"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }
}
