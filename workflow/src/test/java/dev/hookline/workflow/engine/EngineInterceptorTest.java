package dev.hookline.workflow.engine;

import static dev.hookline.workflow.PredictionRequest.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hookline.job.CallerTransaction;
import dev.hookline.job.CommitResult;
import dev.hookline.job.Job;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStoreException;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.testkit.FaultyJobStore;
import dev.hookline.workflow.ItemFailure;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.event.EngineActivity;
import dev.hookline.workflow.event.EngineInterceptor;
import dev.hookline.workflow.event.Interception;
import dev.hookline.workflow.event.StepFailedException;
import dev.hookline.workflow.gateway.CreateAnswer;
import dev.hookline.workflow.gateway.RemotePrediction;
import dev.hookline.workflow.internal.run.Interceptors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Who stands around what an engine does, and that the engine does not depend on them. */
class EngineInterceptorTest extends EngineHarness {
    private final RecordingInterceptor around = new RecordingInterceptor();

    private final List<Optional<EngineActivity>> atLocal = new CopyOnWriteArrayList<>();
    private final List<Optional<EngineActivity>> atCreate = new CopyOnWriteArrayList<>();

    private final Workflow<Album, String> both = Workflow.define("both", Album.class, flow -> {
        var images = flow.forEach(
                "image",
                flow.input(),
                album -> album.texts().stream().map(Prompt::new).toList(),
                IMAGE,
                ItemFailure.STOP_ALL);
        return flow.local("count", String.class, images, files -> {
            atLocal.add(around.current());
            return files.size() + " images";
        });
    });

    private final Workflow<Prompt, String> slow = Workflow.define("slow", Prompt.class, flow -> {
        var prompt = flow.input();
        return flow.with(StepOptions.DEFAULTS.withLookUpAfter(Duration.ofMillis(20)))
                .predict("wait", String.class, prompt, p -> model("acme/slow").input("prompt", p.text()));
    });

    @Override
    EngineBuilder settings() {
        replicate.answering = call -> {
            atCreate.add(around.current());
            return FakeReplicate.atOnce(call);
        };
        return super.settings().workflows(both, slow).interceptor(around);
    }

    private List<String> phasesOf(String step) {
        return around.begun(EngineActivity.Work.class).stream()
                .filter(work -> work.target().step().equals(step))
                .map(work -> work.phase().name())
                .distinct()
                .toList();
    }

    @Test
    void everyStartPieceOfWorkAndWebhookIsToldOfFromItsBeginToItsEnd() {
        JobId id = engine.start(both, new Album(List.of("a cat", "a dog")));
        FakeReplicate.Call cat = callFor("a cat", 1);
        succeed(cat);
        succeed(callFor("a dog", 1));
        ended(id);
        await().until(() -> around.ended.size() == around.begun.size());

        assertThat(around.begun(EngineActivity.Start.class)).containsExactly(new EngineActivity.Start("both", 1));
        assertThat(phasesOf("generate")).containsExactly("SUBMIT", "COLLECT");
        assertThat(phasesOf("image")).containsExactly("JOIN_ALL");
        assertThat(phasesOf("count")).containsExactly("RUN");
        Job child = store.children(new StepKey(id, "image")).get(0);
        assertThat(around.begun(EngineActivity.Delivery.class))
                .hasSize(2)
                .filteredOn(delivery -> delivery.target().job().equals(child.id()))
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.state()).isEqualTo(RemotePrediction.State.SUCCEEDED);
                    assertThat(delivery.target().root()).isEqualTo(id);
                    assertThat(delivery.target().workflow()).isEqualTo("image");
                    assertThat(delivery.target().step()).isEqualTo("generate");
                    assertThat(delivery.target().attempt()).isEqualTo(1);
                    assertThat(delivery.target().findPrediction()).contains(cat.id());
                });
        assertThat(around.failures()).isEmpty();
    }

    @Test
    void lookUpsAndTheStoppingOfChildrenAreToldOf() {
        engine.start(slow, new Prompt("slow"));
        JobId id = engine.start(both, new Album(List.of("a cat", "a dog")));
        callFor("a dog", 1);
        FakeReplicate.Call cat = callFor("a cat", 1);

        engine.deliver(cat.token(), RemotePrediction.failed(cat.id(), "no cats"));

        assertThat(ended(id).status()).isEqualTo(JobStatus.FAILED);
        await().until(() -> phasesOf("image").contains("STOP"));
        await().until(() -> phasesOf("wait").contains("AWAIT"));
    }

    @Test
    void theCreateAndTheLocalCodeRunInTheScopeOfTheirWork() {
        JobId id = engine.start(both, new Album(List.of("a cat")));
        succeed(callFor("a cat", 1));
        ended(id);

        assertThat(atCreate)
                .singleElement()
                .satisfies(at -> assertThat(at)
                        .get()
                        .isInstanceOfSatisfying(
                                EngineActivity.Work.class,
                                work -> assertThat(work.phase()).isEqualTo(Phase.SUBMIT)));
        assertThat(atLocal)
                .singleElement()
                .satisfies(at -> assertThat(at)
                        .get()
                        .isInstanceOfSatisfying(
                                EngineActivity.Work.class,
                                work -> assertThat(work.target().step()).isEqualTo("count")));
        assertThat(around.current()).as("after the start, here").isEmpty();
    }

    @Test
    void aCreateThatWaitedForAPlaceIsSentInTheScopeOfItsOwnWork() {
        Engine narrow = newEngine(settings().maxInFlight("acme/draw", 1));
        engine.close();
        List<JobId> ids = narrow.startAll(IMAGE, List.of(new Prompt("a"), new Prompt("b")), prompt -> JobLabels.NONE);
        await().until(() -> replicate.calls.size() == 1);
        await().until(() -> around.begun(EngineActivity.Work.class).size() == 2);
        FakeReplicate.Call first = replicate.calls.get(0);
        narrow.deliver(first.token(), RemotePrediction.succeeded(first.id(), "\"done\""));
        await().until(() -> replicate.calls.size() == 2);

        assertThat(atCreate)
                .extracting(
                        at -> ((EngineActivity.Work) at.orElseThrow()).target().job())
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void aCreateHasEndedOnceItsAnswerIsStored() {
        CompletableFuture<CreateAnswer> answer = new CompletableFuture<>();
        replicate.answering = call -> answer;
        engine.start(IMAGE, new Prompt("a cat"));
        FakeReplicate.Call call = callFor("a cat", 1);
        assertThat(around.ended)
                .extracting(RecordingInterceptor.Ended::activity)
                .hasOnlyElementsOfType(EngineActivity.Start.class);

        answer.complete(call.created());

        await().until(() -> around.ended.stream().anyMatch(each -> each.activity() instanceof EngineActivity.Work));
        assertThat(store.findAttempt(call.token()).orElseThrow().findPredictionId())
                .contains(call.id());
    }

    @Test
    void tagsReachTheJobEveryJobBelowAndWhoeverWorksForThem() {
        around.tags = Map.of("traceparent", "00-1-2-01");
        JobId id = engine.start(both, new Album(List.of("a cat")), JobLabels.ownedBy("ann"));
        around.tags = Map.of("traceparent", "another");
        FakeReplicate.Call call = callFor("a cat", 1);
        engine.close();
        RecordingInterceptor later = new RecordingInterceptor();
        Engine other = newEngine(super.settings().workflows(both, slow).interceptor(later));
        other.deliver(call.token(), RemotePrediction.succeeded(call.id(), '"' + FakeReplicate.FILES + "out.png\""));
        ended(id);

        Job child = store.children(new StepKey(id, "image")).get(0);
        assertThat(Stream.of(store.load(id).orElseThrow().job(), child))
                .extracting(Job::labels)
                .allSatisfy(labels -> {
                    assertThat(labels.owner()).isEqualTo("ann");
                    assertThat(labels.tags()).containsExactly(Map.entry("traceparent", "00-1-2-01"));
                });
        assertThat(later.begun(EngineActivity.Delivery.class))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.target().tags()).containsEntry("traceparent", "00-1-2-01"));
        assertThat(later.begun(EngineActivity.Work.class))
                .isNotEmpty()
                .allSatisfy(work -> assertThat(work.target().tags()).containsEntry("traceparent", "00-1-2-01"));
    }

    @Test
    void whoHasSetOneOfTheTagsKeepsAllOfThem() {
        around.tags = Map.of("traceparent", "ours", "tracestate", "ours");
        List<JobId> ids = engine.startAll(
                IMAGE,
                List.of(new Prompt("traced"), new Prompt("plain")),
                prompt -> JobLabels.NONE.withTags(
                        prompt.text().equals("traced")
                                ? Map.of("traceparent", "theirs")
                                : Map.of("campaign", "spring")));

        assertThat(tags(ids.get(0))).containsExactly(Map.entry("traceparent", "theirs"));
        assertThat(tags(ids.get(1)))
                .containsOnly(
                        Map.entry("campaign", "spring"),
                        Map.entry("traceparent", "ours"),
                        Map.entry("tracestate", "ours"));
    }

    private Map<String, String> tags(JobId id) {
        return store.load(id).orElseThrow().job().labels().tags();
    }

    @Test
    void aStartInATransactionOfTheCallersIsToldOfToo() {
        around.tags = Map.of("traceparent", "ours");
        List<Optional<EngineActivity>> atCommit = new ArrayList<>();
        JobId id = engine.startWithin(
                new CallerTransaction() {
                    @Override
                    public CommitResult commit(JobCommit commit) {
                        atCommit.add(around.current());
                        return store.commit(List.of(commit)).get(0);
                    }

                    @Override
                    public void afterCommit(Runnable action) {
                        action.run();
                    }
                },
                IMAGE,
                new Prompt("a cat"),
                JobLabels.NONE);

        assertThat(atCommit).containsExactly(Optional.of(new EngineActivity.Start("image", 1)));
        assertThat(tags(id)).containsEntry("traceparent", "ours");
    }

    @Test
    void itIsToldThatAStepHasFailed() {
        replicate.answering = call -> CompletableFuture.completedStage(
                new CreateAnswer.Refused(new JobError("invalid-request", "no such input"), null));
        JobId id = engine.start(IMAGE, new Prompt("a cat"));
        ended(id);

        await().until(() -> !around.failures().isEmpty());
        assertThat(around.failures())
                .singleElement()
                .isInstanceOfSatisfying(
                        StepFailedException.class,
                        failure -> assertThat(failure.error().code()).isEqualTo("invalid-request"));
    }

    @Test
    void itIsToldWhatTheCallerIsThrown() {
        FaultyJobStore faulty = FaultyJobStore.of(store);
        Engine shaky = newEngine(settings().store(faulty));
        faulty.failBefore(1);

        assertThatThrownBy(() -> shaky.start(IMAGE, new Prompt("a cat"))).isInstanceOf(JobStoreException.class);

        assertThat(around.failures()).singleElement().isInstanceOf(JobStoreException.class);
    }

    @Test
    void aWebhookOfADeletedJobIsNotToldOf() {
        JobId id = engine.start(IMAGE, new Prompt("a cat"));
        FakeReplicate.Call call = callFor("a cat", 1);
        engine.delete(id);

        assertThat(succeed(call)).isEqualTo(Engine.Delivery.TAKEN);
        assertThat(around.begun(EngineActivity.Delivery.class)).isEmpty();
    }

    enum Moment {
        BEGIN,
        TAGS,
        ENTER,
        CLOSE,
        END
    }

    @ParameterizedTest
    @EnumSource
    void oneThatThrowsHarmsNeitherTheJobNorTheOthers(Moment moment) {
        engine.close();
        around.tags = Map.of("traceparent", "ours");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(Interceptors.class);
        log.start();
        logger.addAppender(log);
        try {
            Engine told = newEngine(super.settings()
                    .workflows(both)
                    .interceptor(throwing(moment))
                    .interceptor(around)
                    .interceptor(throwing(moment)));
            JobId id = told.start(both, new Album(List.of("a cat")));
            FakeReplicate.Call call = callFor("a cat", 1);
            told.deliver(call.token(), RemotePrediction.succeeded(call.id(), '"' + FakeReplicate.FILES + "out.png\""));

            assertThat(ended(id).status()).isEqualTo(JobStatus.SUCCEEDED);
            await().until(() -> told.inFlight() == 0);
            assertThat(tags(id)).containsEntry("traceparent", "ours");
            assertThat(atCreate).singleElement().satisfies(at -> assertThat(at).isPresent());
            assertThat(around.ended).hasSameSizeAs(around.begun);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list).isNotEmpty().allSatisfy(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(Objects.requireNonNull(event.getThrowableProxy()).getMessage())
                    .isEqualTo("thrown at " + moment);
        });
    }

    private static EngineInterceptor throwing(Moment when) {
        return activity -> {
            throwAt(Moment.BEGIN, when);
            return new Interception() {
                @Override
                public Map<String, String> tags() {
                    throwAt(Moment.TAGS, when);
                    return Map.of();
                }

                @Override
                public Scope enter() {
                    throwAt(Moment.ENTER, when);
                    return () -> throwAt(Moment.CLOSE, when);
                }

                @Override
                public void end(@Nullable Throwable failure) {
                    throwAt(Moment.END, when);
                }
            };
        };
    }

    private static void throwAt(Moment moment, Moment when) {
        if (moment == when) {
            throw new AssertionError("thrown at " + when);
        }
    }
}
