package dev.hookline.dashboard.job;

import dev.hookline.dashboard.picture.PictureAccess;
import dev.hookline.dashboard.request.UnknownJobException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which files belong to a job, and the names under which people get them; these sort in the pictures' order. Thread-safe. */
@Component
class JobPictures implements PictureAccess {
    private final JobReader reader;

    JobPictures(JobReader reader) {
        this.reader = reader;
    }

    @Override
    public Optional<String> findTitle(String owner, String job, String file) {
        try {
            JobView view = reader.get(owner, job);
            Map<String, String> titles = results(view);
            titles.putAll(originals(view));
            return Optional.ofNullable(titles.get(file));
        } catch (UnknownJobException e) {
            return Optional.empty();
        }
    }

    /** The names of the files that a job has come to, each with the name for people: the merged picture comes last. */
    static Map<String, String> results(JobView job) {
        Map<String, String> titles = job.images().stream()
                .flatMap(image -> Optional.ofNullable(image.url())
                        .map(JobPictures::fileName)
                        .map(file -> Map.entry(file, numbered("", image.index(), file)))
                        .stream())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first, LinkedHashMap::new));
        Optional.ofNullable(job.templateUrl())
                .map(JobPictures::fileName)
                .ifPresent(file -> titles.put(file, "merged" + extension(file)));
        return titles;
    }

    private static Map<String, String> originals(JobView job) {
        Map<String, String> titles = new LinkedHashMap<>();
        List<PictureView> photos = job.wanted().originals().photos();
        for (int index = 0; index < photos.size(); index++) {
            String file = photos.get(index).fileName();
            titles.put(file, numbered("original-", index, file));
        }
        job.wanted()
                .originals()
                .findTemplate()
                .map(PictureView::fileName)
                .ifPresent(file -> titles.put(file, "template" + extension(file)));
        return titles;
    }

    private static String numbered(String prefix, int index, String file) {
        return String.format(Locale.ROOT, "%s%02d%s", prefix, index + 1, extension(file));
    }

    private static String extension(String file) {
        return file.substring(file.lastIndexOf('.'));
    }

    private static String fileName(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
