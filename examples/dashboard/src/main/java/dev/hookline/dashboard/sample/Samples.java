package dev.hookline.dashboard.sample;

import dev.hookline.dashboard.flow.OutputSize;
import dev.hookline.dashboard.picture.PictureFormat;
import dev.hookline.dashboard.upload.PhotoRequest;
import dev.hookline.dashboard.upload.Upload;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The sample pictures, which lie in the application's jar. Thread-safe. */
@Component
public class Samples {
    private static final int PHOTOS = 5;
    private static final String FOLDER = "/samples/";

    /** Where a page finds the photos. */
    public List<String> photoUrls() {
        return IntStream.rangeClosed(1, PHOTOS)
                .mapToObj(number -> FOLDER + "photo-" + number + ".jpg")
                .toList();
    }

    /** Where a page finds the template. */
    public String templateUrl() {
        return FOLDER + "template.jpg";
    }

    /** A request as if somebody had uploaded the samples. */
    public PhotoRequest request(String prompt, boolean withTemplate) {
        return new PhotoRequest(
                prompt,
                OutputSize.PORTRAIT,
                photoUrls().stream().map(Samples::upload).toList(),
                withTemplate ? upload(templateUrl()) : null);
    }

    private static Upload upload(String url) {
        return new Upload(new ClassPathResource("static" + url), PictureFormat.JPEG);
    }
}
