package dev.hookline.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.spring.support.Context;
import dev.hookline.workflow.engine.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;

/** What the starter can do without: an application that lacks it starts all the same. */
class OptionalDependenciesTest extends Context {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.boot.jdbc",
                "org.springframework.boot.sql",
                "org.springframework.boot.health",
                "org.springframework.boot.actuate",
                "org.springframework.boot.micrometer",
                "org.springframework.boot.security",
                "org.springframework.boot.webmvc",
                "org.springframework.boot.webflux",
                "org.springframework.security",
                "org.springframework.web",
                "io.micrometer.core",
                "io.micrometer.observation",
                "io.micrometer.tracing",
                "jakarta.servlet",
                "reactor"
            })
    void anApplicationStartsWithout(String packages) {
        runner().withClassLoader(new FilteredClassLoader(packages + "."))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Engine.class));
    }

    @Test
    void anApplicationStartsWithNoneOfThem() {
        String[] all = {
            "org.springframework.boot.jdbc.",
            "org.springframework.boot.sql.",
            "org.springframework.boot.health.",
            "org.springframework.boot.actuate.",
            "org.springframework.boot.micrometer.",
            "org.springframework.boot.security.",
            "org.springframework.boot.webmvc.",
            "org.springframework.boot.webflux.",
            "org.springframework.security.",
            "org.springframework.web.",
            "io.micrometer.core.",
            "io.micrometer.observation.",
            "io.micrometer.tracing.",
            "jakarta.servlet.",
            "reactor."
        };
        runner().withClassLoader(new FilteredClassLoader(all))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Engine.class));
    }

    @Test
    void aWebApplicationStartsWithoutSecurity() {
        FilteredClassLoader without = new FilteredClassLoader("org.springframework.security.");
        servlet()
                .withClassLoader(without)
                .run(context ->
                        assertThat(context).hasBean("hooklineWebhookRoute").doesNotHaveBean("hooklineWebhookSecurity"));
        reactive()
                .withClassLoader(without)
                .run(context ->
                        assertThat(context).hasBean("hooklineWebhookRoute").doesNotHaveBean("hooklineWebhookSecurity"));
    }
}
