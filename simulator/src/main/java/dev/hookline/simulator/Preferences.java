package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Refusal;
import dev.hookline.simulator.internal.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a create ask for.
 *
 * @param hold how long the answer may be held for the end of the prediction ({@code Prefer: wait})
 * @param cancelAfter how long the prediction may live ({@code Cancel-After})
 */
record Preferences(Optional<Duration> hold, Optional<Duration> cancelAfter) {

    private static final Pattern WAIT = Pattern.compile("wait(?:=([1-9]|[1-5][0-9]|60))?");
    private static final Pattern CANCEL_AFTER =
            Pattern.compile("(?=\\d)(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s?)?");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(5);

    /** @throws Refusal with 422 when a header is malformed or out of its range */
    static Preferences of(Request request) {
        return new Preferences(
                request.header("Prefer").map(Preferences::hold),
                request.header("Cancel-After").map(Preferences::cancelAfter));
    }

    private static Duration hold(String header) {
        Matcher matcher = WAIT.matcher(header);
        if (!matcher.matches()) {
            throw refusal("Prefer", "must be wait, or wait=n with n from 1 to 60");
        }
        return matcher.group(1) == null ? LONGEST_WAIT : Duration.ofSeconds(number(matcher.group(1)));
    }

    private static Duration cancelAfter(String header) {
        Matcher matcher = CANCEL_AFTER.matcher(header);
        if (!matcher.matches()) {
            throw refusal("Cancel-After", "must be a duration such as 30s, 5m or 1h30m45s");
        }
        Duration life = Duration.ofHours(number(matcher.group(1)))
                .plusMinutes(number(matcher.group(2)))
                .plusSeconds(number(matcher.group(3)));
        if (life.compareTo(SHORTEST_LIFE) < 0) {
            throw refusal("Cancel-After", "must be 5 seconds or more");
        }
        return life;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static Refusal refusal(String header, String description) {
        return new Refusal(Problem.invalid(List.of(new InvalidField("header", header, header + " " + description))));
    }
}
