package dev.hookline.spring.security;

import org.springframework.boot.WebApplicationType;

/** In an application that has no rules of its own, so that Spring's apply. */
class ServletSecurityTest extends SecurityContract {
    ServletSecurityTest() {
        super(WebApplicationType.SERVLET, ServletPages.class);
    }
}
