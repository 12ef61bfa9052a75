package dev.hookline.spring.autoconfigure;

import dev.hookline.HooklineException;
import dev.hookline.file.FileStore;
import dev.hookline.file.LocalFileStore;
import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.JobStore;
import dev.hookline.replicate.Replicate;
import dev.hookline.replicate.ReplicateBuilder;
import dev.hookline.replicate.RetryPolicy;
import dev.hookline.webhook.RotatingSecrets;
import dev.hookline.webhook.SigningSecret;
import dev.hookline.webhook.SigningSecrets;
import dev.hookline.webhook.WebhookVerifier;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.engine.EngineBuilder;
import dev.hookline.workflow.engine.WebhookEndpoint;
import dev.hookline.workflow.event.EngineListener;
import dev.hookline.workflow.gateway.PredictionGateway;
import dev.hookline.workflow.gateway.ReplicateGateway;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Wires the client, the verifier, the stores, the engine and the webhook endpoint together. */
@AutoConfiguration(after = HooklineJdbcAutoConfiguration.class)
@EnableConfigurationProperties(HooklineProperties.class)
public final class HooklineAutoConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(HooklineAutoConfiguration.class);

    /** Called by Spring. */
    HooklineAutoConfiguration() {}

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Replicate replicate(
            HooklineProperties properties, Environment environment, ObjectProvider<ReplicateCustomizer> customizers) {
        String token = properties.replicate().token();
        if (!StringUtils.hasText(token)) {
            token = environment.getProperty("REPLICATE_API_TOKEN");
        }
        if (!StringUtils.hasText(token)) {
            throw new HooklineSettingException(
                    "There is no token for Replicate's API.",
                    "Set REPLICATE_API_TOKEN in the environment, or the property hookline.replicate.token.");
        }
        ReplicateBuilder builder = Replicate.builder()
                .token(token)
                .baseUrl(properties.replicate().baseUrl())
                .retries(RetryPolicy.none());
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    @Bean
    @ConditionalOnMissingBean
    SigningSecrets signingSecrets(HooklineProperties properties, Replicate replicate) {
        String secret = properties.webhook().secret();
        if (!StringUtils.hasText(secret)) {
            return fetchedSecrets(replicate);
        }
        try {
            return SigningSecrets.of(SigningSecret.parse(secret));
        } catch (IllegalArgumentException e) {
            throw new HooklineSettingException(
                    "The property hookline.webhook.secret is not a signing secret: " + e.getMessage(),
                    "Take it from Replicate as it is, with its prefix whsec_, or leave it out to have it fetched.");
        }
    }

    private static SigningSecrets fetchedSecrets(Replicate replicate) {
        try {
            return RotatingSecrets.of(replicate);
        } catch (HooklineException | IllegalArgumentException e) {
            throw new HooklineSettingException(
                    "There is no secret to verify webhooks with: " + e.getMessage(),
                    "Set the property hookline.webhook.secret, or see that Replicate's API can be reached with the"
                            + " token. Without a secret every webhook would have to be refused.");
        }
    }

    @Bean
    @ConditionalOnMissingBean
    WebhookVerifier webhookVerifier(SigningSecrets secrets) {
        return WebhookVerifier.of(secrets);
    }

    @Bean
    @ConditionalOnMissingBean
    JobStore jobStore() {
        LOG.warn("Jobs are kept in memory and lost with the process: add a DataSource to keep them");
        return InMemoryJobStore.create();
    }

    @Bean
    @ConditionalOnMissingBean
    FileStore fileStore(HooklineProperties properties) {
        return LocalFileStore.create(properties.files().directory());
    }

    @Bean
    @ConditionalOnMissingBean
    PredictionGateway predictionGateway(Replicate replicate) {
        return ReplicateGateway.create(replicate);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Engine hooklineEngine(
            HooklineProperties properties,
            JobStore store,
            FileStore files,
            PredictionGateway gateway,
            ObjectProvider<Workflow<?, ?>> workflows,
            ObjectProvider<EngineListener> listeners,
            ObjectProvider<EngineCustomizer> customizers) {
        EngineBuilder builder =
                Engine.builder().store(store).files(files).gateway(gateway).callbackUrl(callbackUrl(properties));
        builder.lease(properties.engine().lease())
                .lostAnswerGrace(properties.engine().lostAnswerGrace());
        workflows.orderedStream().forEach(builder::workflows);
        listeners.orderedStream().forEach(builder::listener);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    @Bean
    @ConditionalOnMissingBean
    WebhookEndpoint webhookEndpoint(HooklineProperties properties, Engine engine, WebhookVerifier verifier) {
        return WebhookEndpoint.create(engine, verifier)
                .withMaxBodyBytes((int) properties.webhook().maxBodySize().toBytes());
    }

    private static URI callbackUrl(HooklineProperties properties) {
        URI url = properties.publicUrl();
        if (url == null) {
            throw new HooklineSettingException(
                    "There is no URL at which Replicate could reach this application.",
                    "Set the property hookline.public-url, for example to https://example.com.");
        }
        boolean isLoopback = "localhost".equals(url.getHost()) || "127.0.0.1".equals(url.getHost());
        if (!"https".equals(url.getScheme()) && !isLoopback) {
            throw new HooklineSettingException(
                    "The property hookline.public-url is no HTTPS URL, and Replicate sends webhooks to no other.",
                    "Set it to an https:// URL; http is possible on localhost only, against a simulator.");
        }
        String base = StringUtils.trimTrailingCharacter(url.toString(), '/');
        return URI.create(base + properties.webhook().path());
    }
}
