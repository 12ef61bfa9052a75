package dev.hookline.spring.docs;

import static dev.hookline.workflow.PredictionRequest.model;

import dev.hookline.file.StoredFile;
import dev.hookline.job.JobId;
import dev.hookline.replicate.RateLimits;
import dev.hookline.spring.autoconfigure.EngineCustomizer;
import dev.hookline.spring.autoconfigure.ReplicateCustomizer;
import dev.hookline.spring.web.WebhookListener;
import dev.hookline.webhook.SigningSecret;
import dev.hookline.webhook.SigningSecrets;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.event.EngineListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

final class SpringBootSnippets {
    private static final Logger LOG = LoggerFactory.getLogger(SpringBootSnippets.class);

    private SpringBootSnippets() {}

    interface Vault {
        String read(String name);
    }

    @Configuration(proxyBeanMethods = false)
    static class Pictures {
        @Bean
        Workflow<String, StoredFile> picture() {
            return Workflow.define("picture", String.class, flow -> {
                var prompt = flow.input();
                return flow.predict(
                        "draw",
                        StoredFile.class,
                        prompt,
                        p -> model("google/imagen-4-ultra").input("prompt", p));
            });
        }
    }

    record PictureController(Engine engine, Workflow<String, StoredFile> picture) {
        JobId draw(String prompt) {
            return engine.start(picture, prompt); // durable when it returns
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Replaced {
        @Bean
        SigningSecrets signingSecrets(Vault vault) {
            return SigningSecrets.of(SigningSecret.parse(vault.read("replicate-webhooks")));
        }

        @Bean
        ReplicateCustomizer slower() {
            return replicate -> replicate.rateLimits(new RateLimits(60, 300));
        }

        @Bean
        EngineCustomizer named() {
            return engine -> engine.maxInFlight(100);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Listening {
        @Bean
        EngineListener commits() {
            return event -> LOG.info("Job {} is at version {}", event.job(), event.version());
        }

        @Bean
        WebhookListener webhooks() {
            return (answer, took) -> LOG.info("Answered {} in {}", answer.status(), took);
        }
    }
}
