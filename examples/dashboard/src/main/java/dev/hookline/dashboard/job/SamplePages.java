package dev.hookline.dashboard.job;

import dev.hookline.dashboard.sample.Samples;
import dev.hookline.dashboard.web.Page;
import java.io.IOException;
import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Offers the sample pictures, and starts a job with them at one click. */
@Controller
@ControllerAdvice(annotations = Page.class)
class SamplePages {
    private final JobActions actions;
    private final Samples samples;
    private final MessageSource messages;

    SamplePages(JobActions actions, Samples samples, MessageSource messages) {
        this.actions = actions;
        this.samples = samples;
        this.messages = messages;
    }

    @ModelAttribute("samples")
    Samples samples() {
        return samples;
    }

    @PostMapping("/jobs/samples")
    String start(
            @RequestParam(defaultValue = "false") boolean template,
            @RequestParam @Nullable String key,
            Principal user,
            Locale language)
            throws IOException {
        String prompt = messages.getMessage("samples.prompt", null, language);
        actions.start(user.getName(), samples.request(prompt, template), sampleKey(key, template));
        return "redirect:/#jobs";
    }

    /** Each of the two buttons starts one job. */
    private static Optional<String> sampleKey(@Nullable String key, boolean template) {
        return FormKey.of(key).map(given -> given + (template ? "-template" : "-photos"));
    }
}
