package dev.hookline.spring.security;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** In an application with rules of its own, for all paths and before all others, as it believes. */
class ReactiveOwnRulesTest extends SecurityContract {
    ReactiveOwnRulesTest() {
        super(WebApplicationType.REACTIVE, OwnRules.class);
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ReactivePages.class)
    static class OwnRules {
        @Bean
        @Order(1)
        SecurityWebFilterChain own(ServerHttpSecurity http) {
            return http.authorizeExchange(paths -> paths.anyExchange().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }
}
