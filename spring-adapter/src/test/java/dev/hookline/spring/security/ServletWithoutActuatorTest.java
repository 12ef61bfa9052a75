package dev.hookline.spring.security;

import org.springframework.boot.WebApplicationType;

/** In an application that has neither rules of its own nor those that come with the actuator. */
class ServletWithoutActuatorTest extends SecurityContract {
    ServletWithoutActuatorTest() {
        super(
                WebApplicationType.SERVLET,
                ServletPages.class,
                "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration");
    }
}
