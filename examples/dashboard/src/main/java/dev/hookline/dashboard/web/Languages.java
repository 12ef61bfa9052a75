package dev.hookline.dashboard.web;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/** The language of a page is the one that was switched to, and else the first that the browser asks for. */
@Configuration(proxyBeanMethods = false)
class Languages {
    private static final String COOKIE = "hookline-language";
    private static final Duration REMEMBERED = Duration.ofDays(365);

    @Bean
    LocaleResolver localeResolver() {
        AcceptHeaderLocaleResolver browser = new AcceptHeaderLocaleResolver();
        browser.setSupportedLocales(
                Stream.of(Language.values()).map(Language::locale).toList());
        browser.setDefaultLocale(Language.EN.locale());
        Cookie chosen = new Cookie();
        chosen.setDefaultLocaleFunction(browser::resolveLocale);
        chosen.setCookieMaxAge(REMEMBERED);
        chosen.setCookieHttpOnly(true);
        return chosen;
    }

    /** A cookie with any other value counts as none. */
    private static final class Cookie extends CookieLocaleResolver {
        private Cookie() {
            super(COOKIE);
        }

        @Override
        protected @Nullable Locale parseLocaleValue(String value) {
            return Language.find(value).map(Language::locale).orElse(null);
        }
    }
}
