package dev.hookline.spring.security;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** In an application with rules of its own, for all paths and before all others, as it believes. */
class ServletOwnRulesTest extends SecurityContract {
    ServletOwnRulesTest() {
        super(WebApplicationType.SERVLET, OwnRules.class);
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ServletPages.class)
    static class OwnRules {
        @Bean
        @Order(1)
        SecurityFilterChain own(HttpSecurity http) {
            return http.authorizeHttpRequests(paths -> paths.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }
}
