package dev.hookline.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The lives of the predictions that have not ended. Thread-safe. */
final class Lifecycles {

    private final Lifecycle.Stage stage;
    private final Machinery machinery;
    private final Courier courier;
    private final Map<String, Lifecycle> byPrediction = new ConcurrentHashMap<>();

    Lifecycles(Lifecycle.Stage stage, Machinery machinery, Courier courier) {
        this.stage = stage;
        this.machinery = machinery;
        this.courier = courier;
    }

    Lifecycle.Stage stage() {
        return stage;
    }

    Lifecycle create(Prediction prediction) {
        Announcer announcer = new Announcer(prediction, stage.view(), courier, machinery);
        Lifecycle lifecycle = new Lifecycle(prediction, announcer, stage, machinery);
        byPrediction.put(prediction.id(), lifecycle);
        var unused = prediction.ended().thenRun(() -> byPrediction.remove(prediction.id()));
        return lifecycle;
    }

    /** Cancels a prediction, if it has not ended. */
    void cancel(Prediction prediction) {
        Optional.ofNullable(byPrediction.get(prediction.id())).ifPresent(Lifecycle::cancel);
    }
}
