package dev.hookline.dashboard.job;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names one form that was given out, so that sending it twice makes one job. */
final class FormKey {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9-]{8,64}");

    private FormKey() {}

    static String create() {
        return UUID.randomUUID().toString();
    }

    /** The key under which a job is started; empty when the form has none that can be used. */
    static Optional<String> of(@Nullable String sent) {
        return Optional.ofNullable(sent).filter(given -> KEY.matcher(given).matches());
    }
}
