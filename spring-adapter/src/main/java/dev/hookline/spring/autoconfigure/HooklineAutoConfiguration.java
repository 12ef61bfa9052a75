package dev.hookline.spring.autoconfigure;

import dev.hookline.HooklineException;
import dev.hookline.file.FileStore;
import dev.hookline.file.LocalFileStore;
import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.JobStore;
import dev.hookline.replicate.RateLimitListener;
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
import dev.hookline.workflow.event.EngineInterceptor;
import dev.hookline.workflow.event.EngineListener;
import dev.hookline.workflow.gateway.PredictionGateway;
import dev.hookline.workflow.gateway.ReplicateGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
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
            HooklineProperties properties,
            Environment environment,
            ObjectProvider<RateLimitListener> listeners,
            ObjectProvider<ReplicateCustomizer> customizers) {
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
        listeners.orderedStream().forEach(builder::rateLimitListener);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return build(builder);
    }

    private static Replicate build(ReplicateBuilder builder) {
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new HooklineSettingException(
                    "The client for Replicate cannot be made: " + e.getMessage(),
                    "Its token is the property hookline.replicate.token or REPLICATE_API_TOKEN in the environment, its"
                            + " baseUrl is hookline.replicate.base-url; the rest is set by a ReplicateCustomizer.");
        }
    }

    @Bean
    @ConditionalOnMissingBean({SigningSecrets.class, WebhookVerifier.class})
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
            ObjectProvider<EngineInterceptor> interceptors,
            ObjectProvider<EngineCustomizer> customizers) {
        EngineBuilder builder =
                Engine.builder().store(store).files(files).gateway(gateway).callbackUrl(CallbackUrl.of(properties));
        properties.engine().applyTo(builder);
        workflows.orderedStream().forEach(builder::workflows);
        listeners.orderedStream().forEach(builder::listener);
        interceptors.orderedStream().forEach(builder::interceptor);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        try {
            return builder.build();
        } catch (HooklineException e) {
            throw new HooklineSettingException(
                    String.valueOf(e.getMessage()),
                    "Options are properties below hookline.engine (maxOutputBytes is max-output-size), and can be set"
                            + " by an EngineCustomizer; each workflow has a name of its own.");
        }
    }

    @Bean
    EngineLifecycle hooklineEngineLifecycle(Engine engine) {
        return new EngineLifecycle(engine);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "hookline.public-url-check.enabled", matchIfMissing = true)
    PublicUrlProbe hooklinePublicUrlProbe(HooklineProperties properties) {
        return new PublicUrlProbe(
                CallbackUrl.of(properties), properties.publicUrlCheck().timeout());
    }

    @Bean
    @ConditionalOnMissingBean
    WebhookEndpoint webhookEndpoint(HooklineProperties properties, Engine engine, WebhookVerifier verifier) {
        long limit = properties.webhook().maxBodySize().toBytes();
        if (limit < 1 || limit >= Integer.MAX_VALUE) {
            throw new HooklineSettingException(
                    "The property hookline.webhook.max-body-size is not between 1 byte and 2 GB.",
                    "Set it to what a webhook may measure, or leave it out: 16 MB are enough for inputs, outputs and"
                            + " logs.");
        }
        return WebhookEndpoint.create(engine, verifier).withMaxBodyBytes((int) limit);
    }
}
