package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Answer;
import dev.hookline.simulator.internal.http.Refusal;
import dev.hookline.simulator.internal.http.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Streams predictions as server-sent events; {@code Last-Event-ID} resumes. Thread-safe. */
final class StreamRoutes {

    /** How long a silent stream stays without a comment, by which a reader that has gone is found out. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Predictions predictions;

    StreamRoutes(Predictions predictions) {
        this.predictions = predictions;
    }

    Answer stream(Request request) {
        Prediction prediction = predictions
                .find(request.parameter("id"))
                .filter(found -> found.origin().target().model().model().streams())
                .filter(found -> !found.state().dataRemoved())
                .orElseThrow(() -> new Refusal(Problem.notFound()));
        int last = request.header("Last-Event-ID").map(StreamRoutes::number).orElse(0);
        return Answer.streaming("text/event-stream", out -> write(prediction.stream(), last, out))
                .withHeader("Cache-Control", "no-store");
    }

    private static void write(StreamLog log, int last, OutputStream out) throws IOException, InterruptedException {
        int id = last;
        boolean more = true;
        while (more) {
            more = !log.isClosed(); // Asked before reading: what was written until it closed is read below.
            List<StreamLog.Event> events = log.after(id, SILENCE);
            for (StreamLog.Event event : events) {
                out.write(text(event).getBytes(StandardCharsets.UTF_8));
                id = event.id();
            }
            if (events.isEmpty() && !log.isClosed()) {
                out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
        }
    }

    private static String text(StreamLog.Event event) {
        StringBuilder text = new StringBuilder("event: ").append(event.type()).append('\n');
        text.append("id: ").append(event.id()).append('\n');
        for (String line : event.data().split("\n", -1)) {
            text.append("data: ").append(line).append('\n');
        }
        return text.append('\n').toString();
    }

    private static int number(String id) {
        try {
            return Integer.parseInt(id);
        } catch (NumberFormatException unknown) {
            return 0;
        }
    }
}
