package dev.hookline.spring.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Another path of the application, and one below the webhook's. */
@Configuration(proxyBeanMethods = false)
class ServletPages {
    @Bean
    RouterFunction<ServerResponse> open() {
        return RouterFunctions.route()
                .GET("/open", request -> ServerResponse.ok().body("opened"))
                .POST("/open", request -> ServerResponse.ok().body("opened"))
                .GET("/webhooks/replicate/{any}", request -> ServerResponse.ok().body("slipped through"))
                .build();
    }
}
