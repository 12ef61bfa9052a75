package dev.hookline.dashboard.picture;

import dev.hookline.file.FileStore;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Serves stored files and small previews of them. A name never stands for anything else later, so that a browser may
 * keep what it got for ever.
 */
@RestController
class FileController {
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();
    private static final String NOTHING_RUNS = "default-src 'none'; sandbox";

    private final FileStore files;
    private final Previews previews;

    FileController(FileStore files, Previews previews) {
        this.files = files;
        this.previews = previews;
    }

    @GetMapping("/files/{name}")
    ResponseEntity<Resource> file(@PathVariable String name, @RequestParam Optional<String> download)
            throws IOException {
        Optional<MediaType> picture = FileNames.pictureType(name);
        ContentDisposition disposition = download.isPresent() || picture.isEmpty()
                ? ContentDisposition.attachment().filename(name).build()
                : ContentDisposition.inline().build();
        try {
            return answer(picture.orElse(MediaType.APPLICATION_OCTET_STREAM))
                    .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                    .body(new InputStreamResource(files.open(name)));
        } catch (NoSuchFileException e) {
            throw notFound();
        }
    }

    @GetMapping("/previews/{name}")
    ResponseEntity<Resource> preview(@PathVariable String name) throws IOException {
        if (!FileNames.isPlain(name) || FileNames.pictureType(name).isEmpty()) {
            throw notFound();
        }
        try {
            return answer(MediaType.IMAGE_JPEG).body(new ByteArrayResource(previews.of(name)));
        } catch (NoSuchFileException e) {
            throw notFound();
        }
    }

    private static ResponseEntity.BodyBuilder answer(MediaType type) {
        return ResponseEntity.ok()
                .cacheControl(FOR_EVER)
                .contentType(type)
                .header("Content-Security-Policy", NOTHING_RUNS)
                .header("X-Content-Type-Options", "nosniff");
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such file");
    }
}
