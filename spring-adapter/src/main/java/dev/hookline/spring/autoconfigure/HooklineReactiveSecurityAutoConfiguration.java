package dev.hookline.spring.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

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
@Import({ReactiveSecurityConfiguration.OtherPaths.class, ReactiveSecurityConfiguration.WebhookPath.class})
public final class HooklineReactiveSecurityAutoConfiguration {
    /** Called by Spring. */
    HooklineReactiveSecurityAutoConfiguration() {}
}
