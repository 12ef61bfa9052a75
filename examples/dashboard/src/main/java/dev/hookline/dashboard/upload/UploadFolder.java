package dev.hookline.dashboard.upload;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The folder in which the server keeps what is being uploaded, until the request has been answered. What a process that
 * was killed has left there is removed by the next, before it takes requests; a folder belongs to one process.
 */
@Component
class UploadFolder implements InitializingBean {
    private final Path folder;

    UploadFolder(@Value("${spring.servlet.multipart.location}") Path folder) {
        this.folder = folder;
    }

    @Override
    public void afterPropertiesSet() throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }
}
