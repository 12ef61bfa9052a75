package dev.hookline.spring.autoconfigure;

import static dev.hookline.spring.support.Shouting.SHOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.file.FileStore;
import dev.hookline.file.LocalFileStore;
import dev.hookline.jdbc.JdbcJobStore;
import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.JobStore;
import dev.hookline.replicate.Replicate;
import dev.hookline.spring.actuate.HooklineHealthIndicator;
import dev.hookline.spring.metrics.HooklineMetrics;
import dev.hookline.spring.support.Context;
import dev.hookline.spring.web.ReactiveWebhookHandler;
import dev.hookline.spring.web.WebhookHandler;
import dev.hookline.webhook.SigningSecret;
import dev.hookline.webhook.SigningSecrets;
import dev.hookline.webhook.WebhookVerifier;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.engine.WebhookEndpoint;
import dev.hookline.workflow.gateway.PredictionGateway;
import dev.hookline.workflow.gateway.ReplicateGateway;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class HooklineAutoConfigurationTest extends Context {
    @Test
    void threePropertiesAndAWorkflowAreAllItTakes() {
        runner().withUserConfiguration(OneWorkflow.class).run(context -> {
            assertThat(context).hasSingleBean(Engine.class).hasSingleBean(WebhookEndpoint.class);
            Engine engine = context.getBean(Engine.class);
            assertThat(engine.find(engine.start(SHOUT, "hello"))).isPresent();
        });
    }

    @Test
    void customizersHaveTheLastWord() {
        List<String> called = new ArrayList<>();
        runner().withBean(ReplicateCustomizer.class, () -> replicate -> called.add("client"))
                .withBean(EngineCustomizer.class, () -> engine -> called.add("engine"))
                .run(context -> assertThat(called).containsExactly("client", "engine"));
    }

    @Test
    void noSecretIsShownByTheBeans() { // promise 12
        runner().withPropertyValues("hookline.webhook.secret=" + simulator.secret())
                .run(context -> assertThat(context.getBean(HooklineProperties.class) + " "
                                + context.getBean(Replicate.class) + context.getBean(SigningSecrets.class))
                        .doesNotContain(simulator.token())
                        .doesNotContain(simulator.secret().substring(6)));
    }

    @Nested
    class WhereJobsAreKept {
        @Test
        void withoutADataSourceTheyAreKeptInMemoryWithAWarning(CapturedOutput output) {
            runner().run(context -> {
                assertThat(context.getBean(JobStore.class)).isInstanceOf(InMemoryJobStore.class);
                assertThat(output).contains("WARN").contains("Jobs are kept in memory and lost with the process");
            });
        }

        @Test
        void withADataSourceTheyAreKeptInTheDatabase(CapturedOutput output) {
            database("jdbc:h2:mem:starter")
                    .withUserConfiguration(OneWorkflow.class)
                    .run(context -> {
                        assertThat(context.getBean(JobStore.class)).isInstanceOf(JdbcJobStore.class);
                        Engine engine = context.getBean(Engine.class);
                        assertThat(engine.find(engine.start(SHOUT, "hello"))).isPresent();
                        assertThat(output).doesNotContain("kept in memory");
                    });
        }

        @Test
        void withTwoDataSourcesOfWhichNoneIsTheFirstTheyAreKeptInMemory() {
            runner().withBean("one", DataSource.class, () -> h2("one"))
                    .withBean("two", DataSource.class, () -> h2("two"))
                    .run(context -> assertThat(context).hasSingleBean(InMemoryJobStore.class));
        }

        @Test
        void anEmbeddedDatabaseGetsItsTablesUnlessToldOtherwise() {
            database("jdbc:h2:mem:embedded")
                    .run(context -> assertThat(tables(context.getBean(DataSource.class)))
                            .isEqualTo(1));
            database("jdbc:h2:mem:never")
                    .withPropertyValues("hookline.jdbc.initialize-schema=never")
                    .run(context -> assertThat(context).hasFailed());
        }

        @Test
        void anyOtherDatabaseGetsItsTablesOnlyWhenTold() {
            String url = "jdbc:h2:file:" + folder.resolve("jobs") + ";WRITE_DELAY=0";
            database(url).run(context -> assertThat(context).hasFailed());
            database(url)
                    .withPropertyValues("hookline.jdbc.initialize-schema=always")
                    .run(context -> assertThat(tables(context.getBean(DataSource.class)))
                            .isEqualTo(1));
            database(url)
                    .withPropertyValues("hookline.jdbc.initialize-schema=never")
                    .run(context -> assertThat(context).hasSingleBean(JdbcJobStore.class));
        }

        private ApplicationContextRunner database(String url) {
            return runner().withConfiguration(DATABASE).withPropertyValues("spring.datasource.url=" + url);
        }

        private static DataSource h2(String name) {
            return DataSourceBuilder.create().url("jdbc:h2:mem:" + name).build();
        }

        private static int tables(DataSource dataSource) {
            try (Connection connection = dataSource.getConnection();
                    var tables = connection.getMetaData().getTables(null, null, "HOOKLINE_JOB", null)) {
                int count = 0;
                while (tables.next()) {
                    count++;
                }
                return count;
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Nested
    class ABeanOfTheApplication {
        private final Replicate replicate = Replicate.builder()
                .token("other")
                .baseUrl(URI.create(simulator.url().toString()))
                .build();
        private final SigningSecrets secrets = SigningSecrets.of(SigningSecret.parse(simulator.secret()));

        @Test
        void takesThePlaceOfTheJobStore() {
            replaces(JobStore.class, InMemoryJobStore.create());
        }

        @Test
        void takesThePlaceOfTheClient() {
            runner().withBean(SigningSecrets.class, () -> secrets)
                    .withBean(Replicate.class, () -> replicate)
                    .run(context -> assertThat(context.getBean(Replicate.class)).isSameAs(replicate));
        }

        @Test
        void takesThePlaceOfTheSecrets() {
            replaces(SigningSecrets.class, secrets);
        }

        @Test
        void takesThePlaceOfTheVerifierAndThenNoSecretIsFetched() {
            replaces(WebhookVerifier.class, WebhookVerifier.of(secrets));
            runner().withBean(WebhookVerifier.class, () -> WebhookVerifier.of(secrets))
                    .withPropertyValues("hookline.replicate.token=wrong")
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SigningSecrets.class));
        }

        @Test
        void takesThePlaceOfTheFileStore() {
            replaces(FileStore.class, LocalFileStore.create(folder.resolve("other")));
        }

        @Test
        void takesThePlaceOfTheGateway() {
            replaces(PredictionGateway.class, ReplicateGateway.create(replicate));
        }

        @Test
        void takesThePlaceOfTheEngineWhichNeedsNoPublicUrlThen() {
            try (Engine engine = engine()) {
                runner().withBean(Engine.class, () -> engine)
                        .withPropertyValues("hookline.public-url=")
                        .run(context ->
                                assertThat(context.getBean(Engine.class)).isSameAs(engine));
            }
        }

        @Test
        void takesThePlaceOfTheEndpoint() {
            try (Engine engine = engine()) {
                replaces(WebhookEndpoint.class, WebhookEndpoint.create(engine, WebhookVerifier.of(secrets)));
            }
        }

        @Test
        void takesThePlaceOfTheHandlersAndRoutes() {
            servlet()
                    .run(context -> assertThat(context)
                            .hasSingleBean(WebhookHandler.class)
                            .hasBean("hooklineWebhookRoute"));
            servlet()
                    .withBean("hooklineWebhookRoute", String.class, () -> "own")
                    .run(context ->
                            assertThat(context.getBean("hooklineWebhookRoute")).isEqualTo("own"));
            reactive()
                    .run(context -> assertThat(context)
                            .hasSingleBean(ReactiveWebhookHandler.class)
                            .hasBean("hooklineWebhookRoute")
                            .doesNotHaveBean(WebhookHandler.class));
            reactive()
                    .withBean("hooklineWebhookRoute", String.class, () -> "own")
                    .run(context ->
                            assertThat(context.getBean("hooklineWebhookRoute")).isEqualTo("own"));
        }

        @Test
        void takesThePlaceOfTheHealthIndicatorAndOfTheMetrics() {
            runner().withConfiguration(METRICS)
                    .run(context -> assertThat(context)
                            .hasSingleBean(HooklineHealthIndicator.class)
                            .hasSingleBean(HooklineMetrics.class));
            runner().withPropertyValues("management.health.hookline.enabled=false")
                    .run(context -> assertThat(context)
                            .doesNotHaveBean(HooklineHealthIndicator.class)
                            .doesNotHaveBean(HooklineMetrics.class));
            runner().withBean("hooklineHealthIndicator", String.class, () -> "own")
                    .run(context -> assertThat(context).doesNotHaveBean(HooklineHealthIndicator.class));
        }

        private Engine engine() {
            return Engine.builder()
                    .store(InMemoryJobStore.create())
                    .files(LocalFileStore.create(folder))
                    .gateway(ReplicateGateway.create(replicate))
                    .callbackUrl(URI.create("https://example.com"))
                    .shutdownPatience(Duration.ZERO)
                    .build();
        }

        private <T> void replaces(Class<T> type, T own) {
            runner().run(context -> assertThat(context).hasSingleBean(type));
            runner().withBean(type, () -> own)
                    .run(context -> assertThat(context.getBean(type)).isSameAs(own));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OneWorkflow {
        @Bean
        Workflow<String, String> shout() {
            return SHOUT;
        }
    }
}
