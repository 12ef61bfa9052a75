package dev.hookline.simulator;

import dev.hookline.simulator.Faults.Moment;
import dev.hookline.simulator.internal.http.Answer;
import dev.hookline.simulator.internal.http.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Serves outputs, to anyone, while they are there; stands in for {@code replicate.delivery}. Thread-safe. */
final class DeliveryRoutes {

    private final Lifecycle.Stage stage;
    private final Machinery machinery;

    DeliveryRoutes(Lifecycle.Stage stage, Machinery machinery) {
        this.stage = stage;
        this.machinery = machinery;
    }

    CompletableFuture<Answer> deliver(Request request) {
        Optional<OutputFiles.Output> output = stage.files()
                .find(request.parameter("key"))
                .filter(found -> found.file().name().equals(request.parameter("name")));
        if (output.isEmpty()) {
            return CompletableFuture.completedFuture(Answer.text(404, "text/plain", "Not found"));
        }
        KeptFile file = output.get().file();
        return stage.predictions()
                .find(output.get().predictionId())
                .map(prediction -> deliver(file, Announcer.moment(prediction, "")))
                .orElseGet(() -> CompletableFuture.completedFuture(whole(file)));
    }

    private CompletableFuture<Answer> deliver(KeptFile file, Moment moment) {
        Faults faults = machinery.faults();
        Answer answer = faults.take(Effect.FailDownload.class, moment)
                .map(failure -> Answer.text(failure.status(), "text/plain", "Not served"))
                .or(() -> faults.take(Effect.CutDownload.class, moment)
                        .map(cut -> Answer.cut(file.contentType(), file.content())))
                .orElseGet(() -> whole(file));
        Duration delay = faults.take(Effect.DelayDownload.class, moment)
                .map(Effect.DelayDownload::delay)
                .orElse(Duration.ZERO);
        CompletableFuture<Answer> later = new CompletableFuture<>();
        machinery.timers().after(delay, () -> later.complete(answer));
        return later;
    }

    private static Answer whole(KeptFile file) {
        return Answer.of(200, file.contentType(), file.content());
    }
}
