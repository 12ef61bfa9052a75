package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Answer;
import dev.hookline.simulator.internal.http.Refusal;
import dev.hookline.simulator.internal.http.Request;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Looks predictions, or trainings, up, lists and cancels them. Thread-safe. */
final class PredictionRoutes {

    private final Predictions predictions;
    private final Lifecycles lifecycles;
    private final View view;
    private final String url;
    private final Faults faults;

    /** @param url of the list */
    PredictionRoutes(Lifecycles lifecycles, Faults faults, String url) {
        this.faults = faults;
        this.predictions = lifecycles.stage().predictions();
        this.view = lifecycles.stage().view();
        this.lifecycles = lifecycles;
        this.url = url;
    }

    Answer get(Request request) {
        Prediction prediction = find(request);
        Optional<Effect.FailLookUp> failure = faults.take(Effect.FailLookUp.class, Announcer.moment(prediction, ""));
        return failure.map(fault -> Problem.of(fault.status(), "Look-up failed", "The look-up failed"))
                .orElseGet(() -> Json.answer(200, view.of(prediction)));
    }

    Answer cancel(Request request) {
        Prediction prediction = find(request);
        lifecycles.cancel(prediction);
        return Json.answer(200, view.of(prediction));
    }

    Answer list(Request request) {
        Optional<Instant> after = time(request, "created_after");
        Optional<Instant> before = time(request, "created_before");
        boolean fromWeb = request.query("source").isPresent(); // The API makes none of those.
        List<Prediction> page = predictions.olderThan(Page.cursor(request)).stream()
                .filter(prediction -> !fromWeb)
                .filter(prediction -> after.map(
                                time -> !prediction.origin().createdAt().isBefore(time))
                        .orElse(true))
                .filter(prediction -> before.map(
                                time -> prediction.origin().createdAt().isBefore(time))
                        .orElse(true))
                .limit(Page.SIZE + 1L)
                .toList();
        Page result = new Page(url, request);
        page.stream().limit(Page.SIZE).forEach(prediction -> result.add(view.of(prediction)));
        return page.size() > Page.SIZE
                ? result.answer(page.get(Page.SIZE - 1).origin().number())
                : result.answer();
    }

    private Prediction find(Request request) {
        return predictions.find(request.parameter("id")).orElseThrow(() -> new Refusal(Problem.notFound()));
    }

    private static Optional<Instant> time(Request request, String name) {
        try {
            return request.query(name).map(Instant::parse);
        } catch (DateTimeParseException malformed) {
            String description = name + " must be a date-time in ISO 8601 format";
            throw new Refusal(Problem.invalid(List.of(new InvalidField("format", name, description))));
        }
    }
}
