package dev.hookline.workflow.gateway;

import dev.hookline.file.StoredFile;
import dev.hookline.job.JobError;
import dev.hookline.replicate.CreatePrediction;
import dev.hookline.replicate.CreateTraining;
import dev.hookline.replicate.FileUpload;
import dev.hookline.replicate.NotFoundException;
import dev.hookline.replicate.PaymentRequiredException;
import dev.hookline.replicate.RateLimitedException;
import dev.hookline.replicate.Replicate;
import dev.hookline.replicate.ReplicateApiException;
import dev.hookline.replicate.ReplicateConnectionException;
import dev.hookline.replicate.ReplicateException;
import dev.hookline.replicate.Run;
import dev.hookline.replicate.WebhookEventType;
import dev.hookline.workflow.gateway.RemotePrediction.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The engine's way to Replicate over HTTP, by a {@link Replicate} client. Thread-safe. */
public final class ReplicateGateway implements PredictionGateway {
    /** How long to wait when Replicate refuses a create without saying for how long. */
    private static final Duration UNTOLD_PAUSE = Duration.ofSeconds(10);

    private static final int GONE = 410;
    private static final int FIRST_SERVER_ERROR = 500;

    private final Replicate replicate;

    private ReplicateGateway(Replicate replicate) {
        this.replicate = replicate;
    }

    /**
     * A gateway over a client. The client should not retry creates by itself, since the engine does so without keeping a
     * call waiting: build it with {@code RetryPolicy.none()}.
     *
     * @param replicate the client; closed by whoever made it
     */
    public static ReplicateGateway create(Replicate replicate) {
        return new ReplicateGateway(replicate);
    }

    @Override
    public CompletionStage<CreateAnswer> create(CreateCall call) {
        try {
            return send(call)
                    .<CreateAnswer>thenApply(run -> new CreateAnswer.Created(RemotePrediction.of(run)))
                    .exceptionally(ReplicateGateway::failed);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedStage(
                    new CreateAnswer.Refused(new JobError("invalid-request", String.valueOf(e.getMessage())), null));
        }
    }

    private CompletableFuture<? extends Run> send(CreateCall call) {
        WebhookEventType[] events = call.events().toArray(WebhookEventType[]::new);
        String destination = call.destination();
        if (destination != null) {
            return replicate
                    .trainings()
                    .createAsync(CreateTraining.of(call.model(), destination)
                            .input(call.input())
                            .webhook(call.callback())
                            .events(events)
                            .build());
        }
        return replicate
                .predictions()
                .createAsync(CreatePrediction.model(call.model())
                        .input(call.input())
                        .webhook(call.callback())
                        .events(events)
                        .cancelAfter(call.cancelAfter())
                        .build());
    }

    @Override
    public Optional<RemotePrediction> find(Kind kind, String id) {
        try {
            Run run = kind == Kind.TRAINING
                    ? replicate.trainings().get(id)
                    : replicate.predictions().get(id);
            return Optional.of(RemotePrediction.of(run));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public void cancel(Kind kind, String id) {
        try {
            if (kind == Kind.TRAINING) {
                replicate.trainings().cancel(id);
            } else {
                replicate.predictions().cancel(id);
            }
        } catch (NotFoundException e) {
            // what Replicate does not know costs nothing
        }
    }

    @Override
    public boolean isFile(URI url) {
        return url.getHost() != null && replicate.mayOpen(url);
    }

    @Override
    public Download open(URI url) throws IOException {
        try {
            dev.hookline.replicate.Download download = replicate.open(url);
            return new Download(download.stream(), download.contentType().orElse("application/octet-stream"));
        } catch (ReplicateApiException e) {
            if (e instanceof NotFoundException || e.status() == GONE) {
                throw (FileNotFoundException) new FileNotFoundException("Gone from Replicate").initCause(e);
            }
            throw new IOException(e.getMessage(), e);
        } catch (ReplicateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public URI upload(StoredFile file, InputStream content) throws IOException {
        try {
            return replicate
                    .files()
                    .create(FileUpload.of(content, file.contentType(), file.name()))
                    .url();
        } catch (ReplicateApiException e) {
            if (e.status() < FIRST_SERVER_ERROR && !(e instanceof RateLimitedException)) {
                throw e;
            }
            throw new IOException(e.getMessage(), e);
        } catch (ReplicateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static CreateAnswer failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RateLimitedException limited) {
            return new CreateAnswer.Refused(
                    new JobError("rate-limited", "Replicate takes no more predictions for now"),
                    limited.retryAfter().orElse(UNTOLD_PAUSE));
        }
        if (cause instanceof PaymentRequiredException) {
            return new CreateAnswer.Refused(
                    new JobError(
                            "payment-required", "The Replicate account has no credit left: add some, then try again"),
                    null);
        }
        if (cause instanceof ReplicateApiException answer && answer.status() < FIRST_SERVER_ERROR) {
            return new CreateAnswer.Refused(new JobError("create-refused", String.valueOf(answer.getMessage())), null);
        }
        if (cause instanceof ReplicateConnectionException connection && !connection.mayHaveBeenReceived()) {
            return new CreateAnswer.Refused(
                    new JobError("no-connection", "Replicate cannot be reached"), Duration.ZERO);
        }
        return new CreateAnswer.Unanswered(cause.getClass().getSimpleName());
    }
}
