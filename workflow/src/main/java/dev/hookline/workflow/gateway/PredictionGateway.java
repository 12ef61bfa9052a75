package dev.hookline.workflow.gateway;

import dev.hookline.file.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The engine's way to Replicate. What is said of predictions is true of trainings as well. {@link ReplicateGateway} is the real one; a test that wants no HTTP brings another. All
 * methods may be called by any number of threads at once.
 */
public interface PredictionGateway {
    /**
     * Creates a prediction. One call is sent at most once, since a repeated create is paid for twice. No thread waits
     * for the answer.
     *
     * @return the answer; a stage that ends with an exception counts as {@link CreateAnswer.Unanswered}
     */
    CompletionStage<CreateAnswer> create(CreateCall call);

    /**
     * Looks a prediction up; empty when Replicate does not know it.
     *
     * @throws dev.hookline.HooklineException when there is no answer
     */
    Optional<RemotePrediction> find(RemotePrediction.Kind kind, String predictionId);

    /**
     * Cancels a prediction; nothing happens to one that has ended.
     *
     * @throws dev.hookline.HooklineException when there is no answer
     */
    void cancel(RemotePrediction.Kind kind, String predictionId);

    /** Whether a URL in an output names a file at Replicate, one that is deleted after an hour. */
    boolean isFile(URI url);

    /**
     * Opens a file of an output.
     *
     * @throws java.io.FileNotFoundException when it is gone for good
     * @throws IOException when it could not be read this time
     */
    Download open(URI url) throws IOException;

    /**
     * Gives a file to Replicate as an input.
     *
     * @param file what is known of it
     * @param content its bytes; the caller closes the stream
     * @return a URL that can stand as an input
     * @throws IOException when it could not be uploaded this time
     * @throws dev.hookline.HooklineException when it is refused for good
     */
    URI upload(StoredFile file, InputStream content) throws IOException;
}
