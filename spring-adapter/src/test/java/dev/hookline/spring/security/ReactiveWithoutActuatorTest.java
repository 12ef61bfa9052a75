package dev.hookline.spring.security;

import org.springframework.boot.WebApplicationType;

/** In an application that has neither rules of its own nor those that come with the actuator. */
class ReactiveWithoutActuatorTest extends SecurityContract {
    ReactiveWithoutActuatorTest() {
        super(
                WebApplicationType.REACTIVE,
                ReactivePages.class,
                "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration");
    }
}
