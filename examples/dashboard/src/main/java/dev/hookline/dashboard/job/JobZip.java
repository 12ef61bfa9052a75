package dev.hookline.dashboard.job;

import dev.hookline.file.FileStore;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.Principal;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Gives all pictures that a job has made so far as one zip file, which is written as it is sent. */
@Controller
class JobZip {
    private final JobReader reader;
    private final FileStore files;

    JobZip(JobReader reader, FileStore files) {
        this.reader = reader;
        this.files = files;
    }

    @GetMapping("/api/jobs/{id}/pictures.zip")
    void download(@PathVariable String id, Principal user, HttpServletResponse response) throws IOException {
        JobView job = reader.get(user.getName(), id);
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("pictures-" + job.id() + ".zip")
                        .build()
                        .toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try (ZipOutputStream zip = new ZipOutputStream(response.getOutputStream())) {
            zip.setLevel(Deflater.NO_COMPRESSION); // pictures are compressed already
            for (Map.Entry<String, String> picture : JobPictures.results(job).entrySet()) {
                write(zip, picture.getKey(), picture.getValue(), job);
            }
        }
    }

    /** A file that was deleted a moment ago is left out. */
    private void write(ZipOutputStream zip, String file, String title, JobView job) throws IOException {
        try (InputStream content = files.open(file)) {
            ZipEntry entry = new ZipEntry(title);
            entry.setTime(job.updatedAt().toEpochMilli());
            zip.putNextEntry(entry);
            content.transferTo(zip);
            zip.closeEntry();
        } catch (NoSuchFileException e) {
            zip.flush();
        }
    }
}
