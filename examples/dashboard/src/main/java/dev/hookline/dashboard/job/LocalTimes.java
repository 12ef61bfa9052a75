package dev.hookline.dashboard.job;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;

/** Writes times in this machine's zone and the reader's language; a script puts them into the reader's own zone. */
final class LocalTimes {
    private final ZoneId zone;

    LocalTimes(ZoneId zone) {
        this.zone = zone;
    }

    /** Day and minute. */
    public String minute(Instant time) {
        return format(time, "d MMM yyyy, HH:mm");
    }

    /** The second within a day. */
    public String second(Instant time) {
        return format(time, "HH:mm:ss");
    }

    private String format(Instant time, String pattern) {
        Locale locale = LocaleContextHolder.getLocale();
        return DateTimeFormatter.ofPattern(pattern, locale).withZone(zone).format(time);
    }
}
