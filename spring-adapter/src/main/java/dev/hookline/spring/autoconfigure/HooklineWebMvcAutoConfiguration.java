package dev.hookline.spring.autoconfigure;

import dev.hookline.spring.web.WebhookHandler;
import dev.hookline.spring.web.WebhookListener;
import dev.hookline.workflow.engine.WebhookEndpoint;
import jakarta.servlet.Servlet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Puts the webhook endpoint at its path, in a servlet application. */
@AutoConfiguration(after = HooklineAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({Servlet.class, RouterFunction.class})
@ConditionalOnBean(WebhookEndpoint.class)
public final class HooklineWebMvcAutoConfiguration {
    /** Called by Spring. */
    HooklineWebMvcAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    WebhookHandler webhookHandler(WebhookEndpoint endpoint, ObjectProvider<WebhookListener> listeners) {
        return new WebhookHandler(
                endpoint, new WebhookListeners(listeners.orderedStream().toList()));
    }

    @Bean
    @ConditionalOnMissingBean(name = "hooklineWebhookRoute")
    RouterFunction<ServerResponse> hooklineWebhookRoute(HooklineProperties properties, WebhookHandler handler) {
        return RouterFunctions.route()
                .POST(properties.webhook().path() + "/{token}", handler::receive)
                .build();
    }
}
