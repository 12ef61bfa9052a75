package dev.hookline.dashboard.job;

import dev.hookline.dashboard.flow.OutputFormat;
import dev.hookline.dashboard.flow.OutputSize;
import dev.hookline.dashboard.flow.TextToImage;
import dev.hookline.dashboard.request.FormErrors;
import dev.hookline.dashboard.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows. */
@ControllerAdvice(annotations = Page.class)
class PageModel {
    /** Of more it would take too long to count the pictures for each page. */
    private static final int MOST = 20;

    private final JobReader reader;

    PageModel(JobReader reader) {
        this.reader = reader;
    }

    /** What is being made right now. */
    @ModelAttribute("banner")
    Banner banner(Principal user) {
        return Banner.of(reader.running(user.getName(), MOST + 1));
    }

    /** Who is signed in. */
    @ModelAttribute("user")
    String user(Principal user) {
        return user.getName();
    }

    /** Whether the user may add and close accounts. */
    @ModelAttribute("admin")
    boolean admin(HttpServletRequest request) {
        return request.isUserInRole("ADMIN");
    }

    /** What is wrong with a form; a request that has sent one says what. */
    @ModelAttribute
    void noErrors(Model model) {
        model.addAttribute("textErrors", FormErrors.none());
        model.addAttribute("photoErrors", FormErrors.none());
        model.addAttribute("making", "text");
    }

    @ModelAttribute("times")
    LocalTimes times() {
        return new LocalTimes(ZoneId.systemDefault());
    }

    @ModelAttribute("sizes")
    OutputSize[] sizes() {
        return OutputSize.values();
    }

    @ModelAttribute("formats")
    OutputFormat[] formats() {
        return OutputFormat.values();
    }

    @ModelAttribute("counts")
    List<Integer> counts() {
        return IntStream.rangeClosed(1, TextToImage.MAX_IMAGES).boxed().toList();
    }

    /**
     * How many pictures of the running jobs are done.
     *
     * @param jobs how many jobs are running, {@link #MOST} at most
     * @param more whether there are more
     * @param done how many of their pictures will not change any more
     * @param total how many pictures they have
     */
    record Banner(int jobs, boolean more, int done, int total) {
        static Banner of(List<JobView> running) {
            List<Summary> summaries =
                    running.stream().limit(MOST).map(JobView::summary).toList();
            int total = summaries.stream().mapToInt(Summary::total).sum();
            int pending = summaries.stream().mapToInt(Summary::pending).sum();
            return new Banner(summaries.size(), running.size() > MOST, total - pending, total);
        }
    }
}
