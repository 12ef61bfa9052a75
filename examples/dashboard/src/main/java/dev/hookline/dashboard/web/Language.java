package dev.hookline.dashboard.web;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A language in which the pages speak. */
public enum Language {
    /** English, which is spoken when a browser asks for none of the others. */
    EN("English"),
    /** Thai. */
    TH("ไทย");

    private final String title;
    private final Locale locale = Locale.forLanguageTag(name().toLowerCase(Locale.ROOT));

    Language(String title) {
        this.title = title;
    }

    /** Its name in itself. */
    public String title() {
        return title;
    }

    /** The locale in which its texts, numbers and dates are written. */
    public Locale locale() {
        return locale;
    }

    /** Its tag in addresses and in markup. */
    public String tag() {
        return locale.getLanguage();
    }

    static Optional<Language> find(String tag) {
        return Stream.of(values())
                .filter(language -> language.tag().equals(tag))
                .findFirst();
    }
}
