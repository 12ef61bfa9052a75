package dev.hookline.workflow;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a step asks of Replicate: a prediction or a training. */
public sealed interface RunRequest permits PredictionRequest, TrainingRequest {
    /** The reference of the model that runs. */
    String model();

    /** The inputs in the order in which they were set. */
    Map<String, @Nullable Object> input();
}
