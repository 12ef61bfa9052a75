package dev.hookline.spring.autoconfigure;

import dev.hookline.spring.web.ReactiveWebhookHandler;
import dev.hookline.spring.web.WebhookListener;
import dev.hookline.workflow.engine.WebhookEndpoint;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Puts the webhook endpoint at its path, in a reactive application. */
@AutoConfiguration(after = HooklineAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({RouterFunction.class, Scheduler.class})
@ConditionalOnBean(WebhookEndpoint.class)
public final class HooklineWebFluxAutoConfiguration {
    private static final int MAX_WAITING = 1_000;

    /** Called by Spring. */
    HooklineWebFluxAutoConfiguration() {}

    @Bean(destroyMethod = "dispose", defaultCandidate = false)
    @ConditionalOnMissingBean(name = "hooklineWebhookScheduler")
    Scheduler hooklineWebhookScheduler() {
        return Schedulers.newBoundedElastic(
                Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE, MAX_WAITING, "hookline-webhook", 60, true);
    }

    @Bean
    @ConditionalOnMissingBean
    ReactiveWebhookHandler reactiveWebhookHandler(
            WebhookEndpoint endpoint,
            ObjectProvider<WebhookListener> listeners,
            @Qualifier("hooklineWebhookScheduler") Scheduler scheduler) {
        return new ReactiveWebhookHandler(
                endpoint, new WebhookListeners(listeners.orderedStream().toList()), scheduler);
    }

    @Bean
    @ConditionalOnMissingBean(name = "hooklineWebhookRoute")
    RouterFunction<ServerResponse> hooklineWebhookRoute(HooklineProperties properties, ReactiveWebhookHandler handler) {
        return RouterFunctions.route()
                .POST(properties.webhook().path() + "/{token}", handler::receive)
                .build();
    }
}
