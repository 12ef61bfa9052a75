package dev.hookline.replicate.internal.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A multipart/form-data body whose parts are streamed, never gathered in memory. */
public final class MultipartBody {
    private final String boundary;
    private final List<Supplier<BodyPublisher>> pieces = new ArrayList<>();
    private long length;

    /** Creates an empty body; the boundary has to be one that no part contains. */
    public MultipartBody(String boundary) {
        this.boundary = boundary;
    }

    public MultipartBody field(String name, String value) {
        head("form-data; name=\"" + name + "\"", "text/plain; charset=utf-8");
        return text(value).text("\r\n");
    }

    public MultipartBody json(String name, String value) {
        head("form-data; name=\"" + name + "\"", "application/json");
        return text(value).text("\r\n");
    }

    public MultipartBody file(String name, String fileName, Content content) {
        head("form-data; name=\"" + name + "\"; filename=\"" + quoted(fileName) + "\"", content.type());
        pieces.add(content::publisher);
        length += content.length();
        return text("\r\n");
    }

    public Content build() {
        text("--" + boundary + "--\r\n");
        List<Supplier<BodyPublisher>> all = List.copyOf(pieces);
        return Content.of(
                "multipart/form-data; boundary=" + boundary,
                length,
                () -> BodyPublishers.concat(all.stream().map(Supplier::get).toArray(BodyPublisher[]::new)));
    }

    private void head(String disposition, String type) {
        text("--" + boundary + "\r\nContent-Disposition: " + disposition + "\r\nContent-Type: " + type + "\r\n\r\n");
    }

    private MultipartBody text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        pieces.add(() -> BodyPublishers.ofByteArray(bytes));
        length += bytes.length;
        return this;
    }

    /** As browsers do it: a quote or a line end in a name must not end the header. */
    private static String quoted(String fileName) {
        return fileName.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }
}
