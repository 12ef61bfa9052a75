package dev.hookline.spring.security;

import org.springframework.boot.WebApplicationType;

/** In an application that has no rules of its own, so that Spring's apply. */
class ReactiveSecurityTest extends SecurityContract {
    ReactiveSecurityTest() {
        super(WebApplicationType.REACTIVE, ReactivePages.class);
    }
}
