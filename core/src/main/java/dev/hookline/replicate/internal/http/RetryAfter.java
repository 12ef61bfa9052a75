package dev.hookline.replicate.internal.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the server asks to be left alone: the header in seconds or as a date, {@code retry_after} in the body, or
 * the sentence that Replicate writes when it gives neither.
 */
public final class RetryAfter {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern IN_BODY = Pattern.compile("\"retry_after\"\\s*:\\s*\"?(\\d{1,9}(?:\\.\\d{1,9})?)");
    private static final Pattern IN_WORDS = Pattern.compile("resets in ~?(\\d{1,9}(?:\\.\\d{1,9})?) ?s");
    private static final int SEARCHED_BYTES = 4096;

    private RetryAfter() {}

    /** What an answer asks for, never more than an hour and never less than nothing. */
    public static Optional<Duration> of(HttpAnswer answer, Instant now) {
        Optional<Duration> wait = answer.header("Retry-After").flatMap(text -> inHeader(text.strip(), answer, now));
        return (wait.isPresent() ? wait : inBody(answer)).map(RetryAfter::bounded);
    }

    private static Optional<Duration> inHeader(String text, HttpAnswer answer, Instant now) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(seconds(text));
        }
        // The server's own Date, when it is there, takes the difference of the two clocks out.
        Instant from = answer.header("Date").flatMap(RetryAfter::date).orElse(now);
        return date(text).map(until -> Duration.between(from, until));
    }

    private static Optional<Duration> inBody(HttpAnswer answer) {
        byte[] body = answer.body();
        String text = new String(body, 0, Math.min(body.length, SEARCHED_BYTES), StandardCharsets.UTF_8);
        Optional<Duration> field = find(IN_BODY, text);
        return field.isPresent() ? field : find(IN_WORDS, text);
    }

    private static Optional<Duration> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(seconds(matcher.group(1))) : Optional.empty();
    }

    private static Optional<Instant> date(String text) {
        try {
            DateTimeFormatter format = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);
            return Optional.of(ZonedDateTime.parse(text, format).toInstant());
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1000));
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
