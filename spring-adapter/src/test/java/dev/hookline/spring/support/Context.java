package dev.hookline.spring.support;

import dev.hookline.simulator.ReplicateSimulator;
import dev.hookline.spring.autoconfigure.HooklineAutoConfiguration;
import dev.hookline.spring.autoconfigure.HooklineEndpointAutoConfiguration;
import dev.hookline.spring.autoconfigure.HooklineHealthAutoConfiguration;
import dev.hookline.spring.autoconfigure.HooklineJdbcAutoConfiguration;
import dev.hookline.spring.autoconfigure.HooklineMetricsAutoConfiguration;
import dev.hookline.spring.autoconfigure.HooklineObservationAutoConfiguration;
import dev.hookline.spring.autoconfigure.HooklineReactiveSecurityAutoConfiguration;
import dev.hookline.spring.autoconfigure.HooklineSecurityAutoConfiguration;
import dev.hookline.spring.autoconfigure.HooklineWebFluxAutoConfiguration;
import dev.hookline.spring.autoconfigure.HooklineWebMvcAutoConfiguration;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** Contexts with all that the starter configures, against a simulator that the tests of a class share. */
public abstract class Context {
    protected static ReplicateSimulator simulator;

    protected static final AutoConfigurations ALL = AutoConfigurations.of(
            HooklineAutoConfiguration.class,
            HooklineEndpointAutoConfiguration.class,
            HooklineHealthAutoConfiguration.class,
            HooklineJdbcAutoConfiguration.class,
            HooklineMetricsAutoConfiguration.class,
            HooklineObservationAutoConfiguration.class,
            HooklineReactiveSecurityAutoConfiguration.class,
            HooklineSecurityAutoConfiguration.class,
            HooklineWebFluxAutoConfiguration.class,
            HooklineWebMvcAutoConfiguration.class);

    protected static final AutoConfigurations DATABASE = AutoConfigurations.of(DataSourceAutoConfiguration.class);

    protected static final AutoConfigurations METRICS = AutoConfigurations.of(
            MetricsAutoConfiguration.class,
            CompositeMeterRegistryAutoConfiguration.class,
            SimpleMetricsExportAutoConfiguration.class);

    @TempDir
    protected Path folder;

    @BeforeAll
    static void startSimulator() {
        simulator = Shouting.simulator();
    }

    @AfterAll
    static void stopSimulator() {
        simulator.close();
    }

    protected ApplicationContextRunner runner() {
        return new ApplicationContextRunner().withConfiguration(ALL).withPropertyValues(settings());
    }

    protected WebApplicationContextRunner servlet() {
        return new WebApplicationContextRunner().withConfiguration(ALL).withPropertyValues(settings());
    }

    protected ReactiveWebApplicationContextRunner reactive() {
        return new ReactiveWebApplicationContextRunner().withConfiguration(ALL).withPropertyValues(settings());
    }

    protected String[] settings() {
        return new String[] {
            "hookline.replicate.token=" + simulator.token(),
            "hookline.replicate.base-url=" + simulator.url(),
            "hookline.public-url=http://localhost:8080",
            "hookline.public-url-check.enabled=false",
            "hookline.files.directory=" + folder
        };
    }
}
