package dev.hookline.spring.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Another path of the application, and one below the webhook's. */
@Configuration(proxyBeanMethods = false)
class ReactivePages {
    @Bean
    RouterFunction<ServerResponse> open() {
        return RouterFunctions.route()
                .GET("/open", request -> ServerResponse.ok().bodyValue("opened"))
                .POST("/open", request -> ServerResponse.ok().bodyValue("opened"))
                .GET("/webhooks/replicate/{any}", request -> ServerResponse.ok().bodyValue("slipped through"))
                .build();
    }
}
