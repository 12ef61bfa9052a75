package dev.hookline.dashboard.job;

import dev.hookline.dashboard.request.FormErrors;
import dev.hookline.dashboard.request.InvalidRequestException;
import dev.hookline.dashboard.upload.PhotoRequestReader;
import dev.hookline.dashboard.web.Page;
import dev.hookline.job.JobId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** A user's jobs for people. All of it works without JavaScript; scripts bring the news and local times. */
@Page
class JobPages {
    private static final int JOBS_A_PAGE = 20;
    private static final String HOME = "redirect:/#jobs";

    private final JobActions actions;
    private final JobReader reader;
    private final PhotoRequestReader photoRequests;

    JobPages(JobActions actions, JobReader reader, PhotoRequestReader photoRequests) {
        this.actions = actions;
        this.reader = reader;
        this.photoRequests = photoRequests;
    }

    @GetMapping("/")
    String home(@RequestParam Optional<String> after, Principal user, Model model) {
        return home(user, after, model);
    }

    /** One card for the script of a page. */
    @GetMapping(path = "/jobs/{id}/card", params = "part")
    String card(@PathVariable String id, Principal user, Model model) {
        model.addAttribute("job", reader.get(user.getName(), id));
        return "parts/card :: card";
    }

    /** Without a script, a card is read anew with those around it. */
    @GetMapping("/jobs/{id}/card")
    String card(@PathVariable String id, @RequestParam Optional<String> after) {
        JobId cursor = JobApi.cursor(after);
        return "redirect:/" + (cursor == null ? "" : "?after=" + cursor.value()) + "#job-{id}";
    }

    @PostMapping("/jobs/text-to-image")
    String start(
            @ModelAttribute("form") TextToImageForm form, Principal user, Model model, HttpServletResponse response) {
        try {
            actions.start(user.getName(), TextToImageRequest.check(form.fields()), form.idempotencyKey());
            return HOME;
        } catch (InvalidRequestException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("textErrors", FormErrors.of(e));
            return home(user, Optional.empty(), model);
        }
    }

    @PostMapping("/jobs/custom-prompt")
    String start(
            MultipartHttpServletRequest request,
            @ModelAttribute("photoForm") PhotoForm form,
            Principal user,
            Model model,
            HttpServletResponse response)
            throws IOException {
        try {
            actions.start(user.getName(), photoRequests.read(request), FormKey.of(form.key()));
            return HOME;
        } catch (InvalidRequestException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("photoErrors", FormErrors.of(e));
            model.addAttribute("making", "photos");
            return home(user, Optional.empty(), model);
        }
    }

    @GetMapping("/jobs/{id}")
    String job(@PathVariable String id, LogFilter filter, Principal user, Model model) {
        JobDetails details = reader.details(user.getName(), id);
        model.addAttribute("job", details.job());
        model.addAttribute("picture", details.picture());
        model.addAttribute("log", filter.apply(details.log()));
        model.addAttribute("filter", filter);
        model.addAttribute("steps", LogFilter.steps(details.log()));
        return "job";
    }

    @PostMapping("/jobs/{id}/images/{index}/retry")
    String retry(@PathVariable String id, @PathVariable String index, Principal user) {
        actions.retry(user.getName(), id, index);
        return "redirect:/jobs/{id}";
    }

    @PostMapping("/jobs/{id}/retry")
    String retry(@PathVariable String id, Principal user) {
        actions.retry(user.getName(), id);
        return "redirect:/jobs/{id}";
    }

    @PostMapping("/jobs/{id}/cancel")
    String cancel(@PathVariable String id, Principal user) {
        actions.cancel(user.getName(), id);
        return "redirect:/jobs/{id}";
    }

    @PostMapping("/jobs/{id}/delete")
    String delete(@PathVariable String id, Principal user) {
        actions.delete(user.getName(), id);
        return HOME;
    }

    private String home(Principal user, Optional<String> after, Model model) {
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", TextToImageForm.empty(FormKey.create()));
        }
        if (!model.containsAttribute("photoForm")) {
            model.addAttribute("photoForm", PhotoForm.empty(FormKey.create()));
        }
        model.addAttribute("page", reader.list(user.getName(), JOBS_A_PAGE, JobApi.cursor(after)));
        model.addAttribute("after", after.orElse(null));
        return "home";
    }
}
