package dev.hookline.dashboard.picture;

import dev.hookline.file.FileStore;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.Principal;
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
 * Serves the files of a user's own jobs and small previews of them. A name never stands for anything else later, so that a browser may
 * keep what it got for ever.
 */
@RestController
class FileController {
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();
    private static final String NOTHING_RUNS = "default-src 'none'; sandbox";

    private final FileStore files;
    private final Previews previews;
    private final PictureAccess access;

    FileController(FileStore files, Previews previews, PictureAccess access) {
        this.files = files;
        this.previews = previews;
        this.access = access;
    }

    @GetMapping("/files/{job}/{name}")
    ResponseEntity<Resource> file(
            @PathVariable String job,
            @PathVariable String name,
            @RequestParam Optional<String> download,
            Principal user)
            throws IOException {
        String title = access.findTitle(user.getName(), job, name).orElseThrow(FileController::notFound);
        Optional<MediaType> picture = FileNames.pictureType(name);
        ContentDisposition disposition = download.isPresent() || picture.isEmpty()
                ? ContentDisposition.attachment().filename(title).build()
                : ContentDisposition.inline().build();
        try {
            return answer(picture.orElse(MediaType.APPLICATION_OCTET_STREAM))
                    .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                    .body(new InputStreamResource(files.open(name)));
        } catch (NoSuchFileException e) {
            throw notFound();
        }
    }

    @GetMapping("/previews/{job}/{name}")
    ResponseEntity<Resource> preview(@PathVariable String job, @PathVariable String name, Principal user)
            throws IOException {
        if (!FileNames.isPlain(name)
                || access.findTitle(user.getName(), job, name).isEmpty()) {
            throw notFound();
        }
        try {
            return answer(MediaType.IMAGE_JPEG).body(new ByteArrayResource(previews.of(name)));
        } catch (NoSuchFileException e) {
            throw notFound();
        } catch (PictureException e) { // an original that only claimed to be a picture, as its step will say
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no preview of this file");
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
