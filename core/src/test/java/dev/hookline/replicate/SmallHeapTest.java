package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import okio.BufferedSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallHeapTest extends ClientTest {
    private static final long OUTPUT_BYTES = 500_000_000;

    @TempDir
    Path folder;

    @Test
    void aHundredMebibytesGoUpAndFiveHundredMegabytesComeDownInAHeapOf64() throws Exception {
        server.setBodyLimit(0);
        answer(201, "{\"id\": \"f1\"}");
        server.enqueue(new MockResponse.Builder().body(new LargeBody()).build());

        Process process = start(server.url("/").toString());

        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("done")).content().isEqualTo("f1 " + OUTPUT_BYTES);
        assertThat(taken().getBodySize()).isBetween(FileUpload.MAX_BYTES, FileUpload.MAX_BYTES + 2_000);
    }

    private Process start(String url) throws IOException {
        String separator = System.getProperty("path.separator");
        String path = String.join(
                separator,
                System.getProperty("java.class.path"),
                System.getProperty("jdk.module.path", ""),
                Path.of("target", "test-classes").toString());
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                path,
                SmallHeap.class.getName(),
                url,
                folder.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "small-heap.log").toFile())
                .start();
    }

    private static final class LargeBody implements MockResponseBody {
        @Override
        public long getContentLength() {
            return OUTPUT_BYTES;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            byte[] block = new byte[1_000_000];
            for (long sent = 0; sent < OUTPUT_BYTES; sent += block.length) {
                sink.write(block);
                sink.emitCompleteSegments();
            }
        }
    }
}
