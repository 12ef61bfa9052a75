package dev.hookline.dashboard.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.dashboard.support.Multipart;
import dev.hookline.dashboard.support.RunningDashboard;
import dev.hookline.dashboard.support.TestPictures;
import dev.hookline.simulator.Fault;
import dev.hookline.simulator.ReplicateSimulator;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The picture of a job's workflow, as the page of the job has it. */
class WorkflowPictureTest {
    private static final Pattern BOX =
            Pattern.compile("<b>([^<]+)</b>.*?class=\"unseen\">([^<]+)<.*?class=\"count\">([^<]+)<", Pattern.DOTALL);
    private static final byte[] PHOTO = TestPictures.filled(200, 150, Color.ORANGE);

    private static RunningDashboard dashboard;

    @BeforeAll
    static void start(@TempDir Path data) {
        dashboard = RunningDashboard.start(data);
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    @Test
    void everyStepOfAMergeSaysHowOftenItIsDone() {
        String id = dashboard.startJob(merge().photo(PHOTO).photo(PHOTO));
        dashboard.awaitEnd(id);

        assertThat(boxes(id))
                .containsExactly(
                        "Prepare the photo: 2 / 2, Done",
                        "Edit the photo: 2 / 2, Done",
                        "Prepare the template: 1 / 1, Done",
                        "Merge: 1 / 1, Done",
                        "Crop: 1 / 1, Done");
    }

    @Test
    void aStepThatFailedForOnePictureIsMarkedAndWhatComesAfterWaits() {
        dashboard.bean(ReplicateSimulator.class).inject(Fault.flagAsSensitive().times(1));
        String id = dashboard.startJob(merge().photo(PHOTO).photo(PHOTO));
        dashboard.awaitEnd(id);

        assertThat(boxes(id))
                .contains("Prepare the photo: 2 / 2, Done", "Edit the photo: 1 / 2, Failed", "Merge: 0 / 1, Waiting");
    }

    @Test
    void aPromptIsGeneratedScaledDownAndEnlarged() {
        String id = dashboard.startJob("a lighthouse at dusk", "1:1", 1);
        dashboard.awaitEnd(id);

        assertThat(boxes(id))
                .containsExactly("Make a picture: 1 / 1, Done", "Scale down: 1 / 1, Done", "Enlarge: 1 / 1, Done");
    }

    private static Multipart merge() {
        return Multipart.form()
                .text("prompt", "a sunny morning")
                .text("size", "9:16")
                .file("template", "t.jpg", "image/jpeg", PHOTO);
    }

    private static List<String> boxes(String id) {
        String page = dashboard.get("/jobs/" + id).body();
        String start = "<ol class=\"workflow\">";
        String picture = page.substring(page.indexOf(start), page.indexOf("</ol>", page.indexOf(start)));
        return BOX.matcher(picture)
                .results()
                .map((MatchResult box) -> box.group(1) + ": " + box.group(3) + ", " + box.group(2))
                .toList();
    }
}
