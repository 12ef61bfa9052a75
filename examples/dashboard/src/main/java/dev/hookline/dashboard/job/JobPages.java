package dev.hookline.dashboard.job;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Jobs for people. All of it works without JavaScript; scripts bring the news and local times. */
@Controller
class JobPages {
    private static final int JOBS_A_PAGE = 20;
    private static final String HOME = "redirect:/#jobs";

    private final JobActions actions;
    private final JobReader reader;

    JobPages(JobActions actions, JobReader reader) {
        this.actions = actions;
        this.reader = reader;
    }

    @GetMapping("/")
    String home(@RequestParam Optional<String> after, Model model) {
        return home(TextToImageForm.empty(newKey()), after, model);
    }

    @PostMapping("/jobs/text-to-image")
    String start(TextToImageForm form, Model model, HttpServletResponse response) {
        try {
            actions.start(TextToImageRequest.check(form.fields()), form.idempotencyKey());
            return HOME;
        } catch (InvalidRequestException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("errors", byField(e));
            return home(form, Optional.empty(), model);
        }
    }

    @GetMapping("/jobs/{id}")
    String job(@PathVariable String id, Model model) {
        model.addAttribute("job", reader.find(JobActions.idOf(id)).orElseThrow(() -> new UnknownJobException(id)));
        model.addAttribute("log", reader.findLog(JobActions.idOf(id)).orElseThrow(() -> new UnknownJobException(id)));
        return "job";
    }

    @PostMapping("/jobs/{id}/images/{index}/retry")
    String retry(@PathVariable String id, @PathVariable String index) {
        actions.retry(id, index);
        return "redirect:/jobs/{id}";
    }

    @PostMapping("/jobs/{id}/cancel")
    String cancel(@PathVariable String id) {
        actions.cancel(id);
        return "redirect:/jobs/{id}";
    }

    @PostMapping("/jobs/{id}/delete")
    String delete(@PathVariable String id) {
        actions.delete(id);
        return HOME;
    }

    private String home(TextToImageForm form, Optional<String> after, Model model) {
        model.addAttribute("form", form);
        model.addAttribute(
                "page", reader.list(JOBS_A_PAGE, after.map(JobApi::cursor).orElse(null)));
        model.addAttribute("first", after.isEmpty());
        return "home";
    }

    private static Map<String, FieldError> byField(InvalidRequestException invalid) {
        return invalid.errors().stream()
                .collect(Collectors.toMap(FieldError::field, error -> error, (first, second) -> first));
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }
}
