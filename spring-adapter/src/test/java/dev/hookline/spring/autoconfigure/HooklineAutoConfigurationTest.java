package dev.hookline.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.file.FileStore;
import dev.hookline.jdbc.JdbcJobStore;
import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.JobStore;
import dev.hookline.replicate.Replicate;
import dev.hookline.simulator.ReplicateSimulator;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.engine.WebhookEndpoint;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class HooklineAutoConfigurationTest {
    private static ReplicateSimulator simulator;

    @TempDir
    Path folder;

    private ApplicationContextRunner runner;

    @BeforeAll
    static void startSimulator() {
        simulator = ReplicateSimulator.start();
    }

    @AfterAll
    static void stopSimulator() {
        simulator.close();
    }

    @BeforeEach
    void configure() {
        runner = runnerWith(
                HooklineAutoConfiguration.class,
                HooklineJdbcAutoConfiguration.class,
                HooklineWebAutoConfiguration.class);
    }

    private ApplicationContextRunner runnerWith(Class<?>... configurations) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(configurations))
                .withPropertyValues(settings());
    }

    private String[] settings() {
        return new String[] {
            "hookline.replicate.token=" + simulator.token(),
            "hookline.replicate.base-url=" + simulator.url(),
            "hookline.public-url=http://localhost:8080",
            "hookline.files.directory=" + folder
        };
    }

    @Test
    void threePropertiesAndAWorkflowAreAllItTakes() {
        runner.withUserConfiguration(OneWorkflow.class).run(context -> {
            assertThat(context).hasSingleBean(Engine.class).hasSingleBean(WebhookEndpoint.class);
            Engine engine = context.getBean(Engine.class);
            Workflow<?, ?> workflow = context.getBean(Workflow.class);
            assertThat(workflow.name()).isEqualTo("echo");
            assertThat(engine.find(engine.start(OneWorkflow.ECHO, "hello"))).isPresent();
        });
    }

    @Test
    void withoutADataSourceJobsAreKeptInMemory() {
        runner.run(context -> assertThat(context.getBean(JobStore.class)).isInstanceOf(InMemoryJobStore.class));
    }

    @Test
    void withADataSourceJobsAreKeptInTheDatabase() {
        runnerWith(
                        DataSourceAutoConfiguration.class,
                        HooklineAutoConfiguration.class,
                        HooklineJdbcAutoConfiguration.class)
                .withPropertyValues(
                        "spring.datasource.url=jdbc:h2:mem:starter", "hookline.jdbc.initialize-schema=always")
                .withUserConfiguration(OneWorkflow.class)
                .run(context -> {
                    assertThat(context.getBean(JobStore.class)).isInstanceOf(JdbcJobStore.class);
                    Engine engine = context.getBean(Engine.class);
                    assertThat(engine.find(engine.start(OneWorkflow.ECHO, "hello")))
                            .isPresent();
                });
    }

    @Test
    void beansOfTheApplicationTakeThePlaceOfTheStartersOwn() {
        JobStore own = InMemoryJobStore.create();
        runner.withBean(JobStore.class, () -> own)
                .run(context -> assertThat(context.getBean(JobStore.class)).isSameAs(own));
    }

    @Test
    void theEndpointIsThereInAWebApplicationOnly() {
        runner.run(context -> assertThat(context).doesNotHaveBean("hooklineWebhookRoute"));
        new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(HooklineAutoConfiguration.class, HooklineWebAutoConfiguration.class))
                .withPropertyValues(settings())
                .run(context -> assertThat(context).hasBean("hooklineWebhookRoute"));
    }

    @Nested
    class WhenASettingIsMissing {
        @Test
        void noTokenIsSaidWithWhatToSet() {
            assertFailure("hookline.replicate.token=", "no token", "REPLICATE_API_TOKEN");
        }

        @Test
        void noPublicUrlIsSaidWithWhatToSet() {
            assertFailure("hookline.public-url=", "no URL at which Replicate could reach", "hookline.public-url");
        }

        @Test
        void aPublicUrlThatIsNotHttpsIsRefused() {
            assertFailure("hookline.public-url=http://example.com", "no HTTPS URL", "https://");
        }

        @Test
        void aSecretThatIsNoneIsRefusedWithoutBeingShown() { // promise 12
            runner.withPropertyValues("hookline.webhook.secret=whsec_?not-base64?")
                    .run(context -> assertThat(context.getStartupFailure())
                            .hasStackTraceContaining("hookline.webhook.secret")
                            .satisfies(failure -> assertThat(failure.toString()).doesNotContain("not-base64")));
        }

        @Test
        void noSecretAtAllIsNoStart() { // promise 12
            runner.withPropertyValues("hookline.replicate.token=wrong")
                    .run(context -> assertThat(context.getStartupFailure())
                            .hasStackTraceContaining("no secret to verify webhooks with"));
        }

        private void assertFailure(String property, String description, String action) {
            runner.withPropertyValues(property).run(context -> {
                Throwable failure = Objects.requireNonNull(context.getStartupFailure(), "It has started");
                FailureAnalysis analysis =
                        Objects.requireNonNull(new HooklineSettingFailureAnalyzer().analyze(failure));
                assertThat(analysis.getDescription()).contains(description);
                assertThat(analysis.getAction()).contains(action);
            });
        }
    }

    @Test
    void noSecretIsShownByTheProperties() {
        runner.run(context ->
                assertThat(context.getBean(HooklineProperties.class).toString()).doesNotContain(simulator.token()));
        runner.run(context ->
                assertThat(context.getBean(Replicate.class).toString()).doesNotContain(simulator.token()));
        runner.run(context -> assertThat(context).hasSingleBean(FileStore.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class OneWorkflow {
        static final Workflow<String, String> ECHO = Workflow.define("echo", String.class, flow -> flow.input());

        @Bean
        Workflow<String, String> echo() {
            return ECHO;
        }
    }
}
