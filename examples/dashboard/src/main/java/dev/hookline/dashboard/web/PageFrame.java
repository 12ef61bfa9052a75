package dev.hookline.dashboard.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What is around every page, also around those of who has not signed in. */
@ControllerAdvice
class PageFrame {
    private final boolean simulated;

    PageFrame(@Value("${dashboard.simulated:false}") boolean simulated) {
        this.simulated = simulated;
    }

    /** Whether Replicate is a simulator. */
    @ModelAttribute("simulated")
    boolean simulated() {
        return simulated;
    }

    @ModelAttribute("languages")
    Language[] languages() {
        return Language.values();
    }

    /** Where switching the language leads back to: here, unless a form was sent to get here. */
    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        if (!"GET".equals(request.getMethod()) || request.getRequestURI().equals("/error")) {
            return "/";
        }
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }
}
