package dev.hookline.dashboard.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** Switches to another language, and leads back to where the switch was. */
@Controller
class LanguageSwitch {
    private static final URI HOME = URI.create("/");

    private final LocaleResolver languages;

    LanguageSwitch(LocaleResolver languages) {
        this.languages = languages;
    }

    @GetMapping("/language/{tag}")
    ResponseEntity<Void> change(
            @PathVariable String tag,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        Language.find(tag).ifPresent(language -> languages.setLocale(request, response, language.locale()));
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(own(back)).build();
    }

    /** Nobody is led to another site. */
    private static URI own(String back) {
        try {
            URI uri = URI.create(back);
            boolean isOwn = !uri.isAbsolute() && uri.getRawAuthority() == null && back.startsWith("/");
            return isOwn ? uri : HOME;
        } catch (IllegalArgumentException e) {
            return HOME;
        }
    }
}
