package dev.hookline.spring.actuate;

import dev.hookline.HooklineException;
import dev.hookline.job.DueWork;
import dev.hookline.webhook.SigningSecrets;
import dev.hookline.workflow.engine.Engine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether webhooks can be taken and work goes on: DOWN when the store cannot be reached or there is no secret to verify
 * with, OUT_OF_SERVICE when work is overdue for longer than a threshold, since then no node takes work up. Shows no
 * secrets. Thread-safe; each call makes one cheap read of the store.
 */
public final class HooklineHealthIndicator implements HealthIndicator {
    private final Engine engine;
    private final Optional<SigningSecrets> secrets;
    private final Duration threshold;
    private final InstantSource clock;

    /**
     * An indicator.
     *
     * @param engine the engine whose work and whose store are looked at
     * @param secrets what webhooks are verified with; empty when a verifier of the application's own knows
     * @param threshold how long work may be overdue
     * @param clock what time it is
     */
    public HooklineHealthIndicator(
            Engine engine, Optional<SigningSecrets> secrets, Duration threshold, InstantSource clock) {
        this.engine = engine;
        this.secrets = secrets;
        this.threshold = threshold;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        checkWork(health);
        checkSecret(health);
        return health.build();
    }

    private void checkWork(Health.Builder health) {
        try {
            Optional<DueWork> overdue = engine.findOverdue();
            health.withDetail("store", "reachable");
            overdue.ifPresent(due -> showOverdue(health, due));
        } catch (HooklineException e) {
            health.down().withDetail("store", "unreachable").withDetail("error", String.valueOf(e.getMessage()));
        }
    }

    private void showOverdue(Health.Builder health, DueWork due) {
        Duration late = Duration.between(due.dueAt(), clock.instant());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("job", due.step().job().toString());
        details.put("step", due.step().step());
        details.put("work", due.phase().name());
        details.put("since", due.dueAt().toString());
        details.put("seconds", late.toSeconds());
        health.withDetail("oldestOverdue", details);
        if (late.compareTo(threshold) > 0) {
            health.outOfService();
        }
    }

    private void checkSecret(Health.Builder health) {
        if (secrets.isPresent()) {
            boolean there = hasSecret(secrets.get());
            health.withDetail("secret", there ? "there" : "missing");
            if (!there) {
                health.down();
            }
        }
    }

    private static boolean hasSecret(SigningSecrets secrets) {
        try {
            return !secrets.current().isEmpty();
        } catch (HooklineException e) {
            return false;
        }
    }
}
