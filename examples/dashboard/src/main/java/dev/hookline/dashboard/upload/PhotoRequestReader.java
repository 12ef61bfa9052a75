package dev.hookline.dashboard.upload;

import dev.hookline.dashboard.flow.CustomPrompt;
import dev.hookline.dashboard.flow.FlowInput;
import dev.hookline.dashboard.flow.OutputSize;
import dev.hookline.dashboard.picture.PictureException;
import dev.hookline.dashboard.picture.PictureFormat;
import dev.hookline.dashboard.picture.Pictures;
import dev.hookline.dashboard.request.FieldError;
import dev.hookline.dashboard.request.InvalidRequestException;
import dev.hookline.dashboard.request.RequestFields;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Checks a form with photos, and finds all that is wrong at once, before anything is stored. Thread-safe. */
@Component
public class PhotoRequestReader {
    private static final DataSize MAX_FILE = DataSize.ofMegabytes(20);
    private static final String PHOTOS = "photos";
    private static final String TEMPLATE = "template";
    private static final String ORDER = "order";

    /** Fields that a page's form has besides. */
    private static final List<String> KNOWN = List.of("prompt", "size", PHOTOS, TEMPLATE, ORDER, "key", "_csrf");

    private final Pictures pictures;

    /** Checks pictures by the given means. */
    public PhotoRequestReader(Pictures pictures) {
        this.pictures = pictures;
    }

    /**
     * Checks a request.
     *
     * @throws InvalidRequestException when a field is wrong, missing or unknown, with all of them
     * @throws IOException when the uploaded files cannot be read
     */
    public PhotoRequest read(MultipartHttpServletRequest request) throws IOException {
        RequestFields fields = new RequestFields(sent(request));
        String prompt = fields.text("prompt", 1, FlowInput.MAX_PROMPT_LENGTH);
        Optional<OutputSize> size = fields.choice("size", OutputSize::find, OutputSize.CHOICES);
        List<Upload> photos = photos(request, fields);
        @Nullable Upload template = template(request, fields);
        fields.refuseUnknown(KNOWN);
        fields.throwIfWrong();
        List<Upload> ordered = ChosenOrder.read(request.getParameter(ORDER), photos, fields);
        fields.throwIfWrong();
        return new PhotoRequest(prompt, size.orElseThrow(), ordered, template);
    }

    private List<Upload> photos(MultipartHttpServletRequest request, RequestFields fields) throws IOException {
        List<MultipartFile> files = chosen(request, PHOTOS);
        if (isText(request, PHOTOS)) {
            fields.refuse(PHOTOS, "type", "must be files");
        } else if (files.isEmpty()) {
            fields.refuse(PHOTOS, "required", "are required: from 1 to " + CustomPrompt.MAX_PHOTOS);
        }
        if (files.size() > CustomPrompt.MAX_PHOTOS) {
            fields.refuse(PHOTOS, "too-many", "are at most " + CustomPrompt.MAX_PHOTOS + ", not " + files.size());
            return List.of();
        }
        List<Upload> uploads = new ArrayList<>();
        for (int index = 0; index < files.size(); index++) {
            int place = index;
            check(files.get(index), (code, message) -> fields.refuse(FieldError.ofValue(PHOTOS, place, code, message)))
                    .ifPresent(uploads::add);
        }
        return uploads;
    }

    private @Nullable Upload template(MultipartHttpServletRequest request, RequestFields fields) throws IOException {
        List<MultipartFile> files = chosen(request, TEMPLATE);
        if (isText(request, TEMPLATE)) {
            fields.refuse(TEMPLATE, "type", "must be a file");
        } else if (files.size() > 1) {
            fields.refuse(TEMPLATE, "too-many", "is one picture, not " + files.size());
        }
        return files.size() != 1
                ? null
                : check(files.get(0), (code, message) -> fields.refuse(TEMPLATE, code, message))
                        .orElse(null);
    }

    /** Told what is wrong with a file. */
    @FunctionalInterface
    private interface Refusal {
        void say(String code, String message);
    }

    private Optional<Upload> check(MultipartFile file, Refusal refusal) throws IOException {
        if (file.getSize() > MAX_FILE.toBytes()) {
            refusal.say("too-large", "has more than " + MAX_FILE.toMegabytes() + " MB");
            return Optional.empty();
        }
        try (InputStream content = file.getInputStream()) {
            PictureFormat format = pictures.check(content);
            return Optional.of(new Upload(file, format));
        } catch (PictureException e) {
            refusal.say(e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'), e.fault());
            return Optional.empty();
        }
    }

    /** What a browser sends for a file input in which nothing was chosen is an empty file without a name. */
    private static List<MultipartFile> chosen(MultipartHttpServletRequest request, String field) {
        return request.getFiles(field).stream()
                .filter(file -> !file.isEmpty() || hasName(file))
                .toList();
    }

    private static boolean isText(MultipartHttpServletRequest request, String field) {
        String text = request.getParameter(field);
        return text != null && !text.isEmpty();
    }

    private static boolean hasName(MultipartFile file) {
        String name = file.getOriginalFilename();
        return name != null && !name.isEmpty();
    }

    /** A file in the place of a text, or several texts in the place of one, are of another type than text. */
    private static Map<String, @Nullable Object> sent(MultipartHttpServletRequest request) {
        Map<String, @Nullable Object> sent = new HashMap<>(request.getMultiFileMap());
        request.getParameterMap().forEach((field, values) -> sent.put(field, values.length == 1 ? values[0] : values));
        return sent;
    }
}
