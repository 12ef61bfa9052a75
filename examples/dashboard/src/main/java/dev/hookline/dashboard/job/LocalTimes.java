package dev.hookline.dashboard.job;

import java.time.Instant;
import java.time.ZoneId;
import java.time.chrono.Chronology;
import java.time.chrono.IsoChronology;
import java.time.chrono.ThaiBuddhistChronology;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * Writes times in this machine's zone and in the reader's language, in Thai with the years of the Buddhist era; a script
 * puts them into the reader's own zone.
 */
final class LocalTimes {
    private final ZoneId zone;

    LocalTimes(ZoneId zone) {
        this.zone = zone;
    }

    /** Day and minute. */
    public String minute(Instant time) {
        return isThai() ? format(time, "d MMM yyyy HH:mm") : format(time, "d MMM yyyy, HH:mm");
    }

    /** The second within a day. */
    public String second(Instant time) {
        return format(time, "HH:mm:ss");
    }

    private String format(Instant time, String pattern) {
        Chronology calendar = isThai() ? ThaiBuddhistChronology.INSTANCE : IsoChronology.INSTANCE;
        Locale locale = LocaleContextHolder.getLocale();
        return DateTimeFormatter.ofPattern(pattern, locale)
                .withChronology(calendar)
                .withZone(zone)
                .format(time);
    }

    private static boolean isThai() {
        return LocaleContextHolder.getLocale().getLanguage().equals("th");
    }
}
