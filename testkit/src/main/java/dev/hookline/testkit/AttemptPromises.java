package dev.hookline.testkit;

import static dev.hookline.testkit.Samples.NOW;
import static dev.hookline.testkit.Samples.at;
import static dev.hookline.testkit.Samples.awaiting;
import static dev.hookline.testkit.Samples.creation;
import static dev.hookline.testkit.Samples.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.Callback;
import dev.hookline.job.Job;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobStep;
import dev.hookline.job.Phase;
import dev.hookline.job.StepStatus;
import dev.hookline.job.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No attempt is forgotten, whichever of them counts for its step. */
abstract class AttemptPromises extends ReadPromises {
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anAttemptStaysAsItWasWhenAnotherTakesItsPlace(int number) {
        Job job = samples.job();
        Attempt first = samples.attempt(job).bound("p1").withStatus(AttemptStatus.ENDED);
        commit(creation(job, written(first), written(awaiting(job, first))));
        Attempt second = next(first, number);

        commit(at(job, written(second), written(awaiting(job, second))));

        assertThat(store.findAttempt(first.token())).contains(first);
        assertThat(store.findAttempt(second.token())).contains(second);
        assertThat(load(job.id()).attempts()).containsExactly(second);
    }

    @Test
    void attemptsThatTakeEachOthersPlaceInOneCallAreAllKept() {
        Job one = samples.job();
        Job two = samples.job();
        Attempt firstOfOne = samples.attempt(one);
        Attempt firstOfTwo = samples.attempt(two);
        commit(creation(one, written(firstOfOne), written(awaiting(one, firstOfOne))));
        commit(creation(two, written(firstOfTwo), written(awaiting(two, firstOfTwo))));
        Attempt secondOfOne = next(firstOfOne, 1);
        Attempt thirdOfOne = next(firstOfOne, 1);

        store.commit(List.of(
                at(one, written(secondOfOne), written(awaiting(one, secondOfOne))),
                at(two, written(firstOfTwo.bound("p")), written(awaiting(two, firstOfTwo))),
                at(one, 2, written(thirdOfOne), written(awaiting(one, thirdOfOne)))));

        assertThat(List.of(firstOfOne, secondOfOne, thirdOfOne, firstOfTwo.bound("p")))
                .allSatisfy(kept -> assertThat(store.findAttempt(kept.token())).contains(kept));
        assertThat(load(one.id()).attempts()).containsExactly(thirdOfOne);
    }

    @Test
    void anAttemptThatWasGivenUpMayCountAgain() {
        Job job = samples.job();
        Attempt first = samples.attempt(job).withStatus(AttemptStatus.ABANDONED);
        Attempt second = triedAgain(job, first);
        Attempt again = first.bound("p1").withStatus(AttemptStatus.ENDED);
        Attempt over = second.withStatus(AttemptStatus.ABANDONED);

        commit(at(job, written(over), written(again), written(awaiting(job, again))));

        assertThat(store.findAttempt(first.token())).contains(again);
        assertThat(store.findAttempt(second.token())).contains(over);
        assertThat(load(job.id()).attempts()).containsExactly(again);
        assertThat(store.findCallbacks(List.of(first.token(), second.token())))
                .isEqualTo(Map.of(
                        first.token(), new Callback(again, load(job.id())),
                        second.token(), new Callback(over, load(job.id()))));
    }

    @Test
    void anAttemptThatCountsAgainIsThereOnceWhenItsJobIsDeleted() {
        Job job = samples.job();
        Attempt first = samples.attempt(job).withStatus(AttemptStatus.ABANDONED);
        Attempt second = triedAgain(job, first);
        commit(at(job, written(second), written(first), written(awaiting(job, first))));

        store.delete(job.id());

        assertThat(store.findAttempt(first.token())).contains(first);
        assertThat(store.findAttempt(second.token())).contains(second.withStatus(AttemptStatus.ABANDONED));
        assertThat(store.forgetAttempts(NOW.plusSeconds(1), 10)).isEqualTo(2);
        assertThat(store.findAttempt(first.token())).isEmpty();
    }

    @Test
    void theAttemptThatCountsIsChangedWithoutItsStep() {
        Job job = samples.job();
        Attempt attempt = samples.attempt(job).withStatus(AttemptStatus.ABANDONED);
        JobStep canceled = awaiting(job, attempt).ended(StepStatus.CANCELED, null, null);
        commit(creation(job, written(attempt), written(canceled)));

        commit(at(job, written(attempt.bound("late"))));

        assertThat(store.findAttempt(attempt.token())).contains(attempt.bound("late"));
        assertThat(load(job.id()).attempts()).containsExactly(attempt.bound("late"));
        assertThat(load(job.id()).steps()).containsExactly(canceled);
    }

    @Test
    void oneThatCountsNoLongerIsChangedWithoutItsStep() {
        Job job = samples.job();
        Attempt first = samples.attempt(job).withStatus(AttemptStatus.ABANDONED);
        Attempt second = triedAgain(job, first);

        commit(at(job, written(first.bound("late"))));

        assertThat(store.findAttempt(first.token())).contains(first.bound("late"));
        assertThat(load(job.id()).attempts()).containsExactly(second);
    }

    @Test
    void aStepKeepsItsAttemptWhenThatIsNotWrittenWithIt() {
        Job job = samples.job();
        Attempt attempt = samples.attempt(job).bound("p").withStatus(AttemptStatus.ENDED);
        commit(creation(job, written(attempt), written(awaiting(job, attempt))));
        JobStep ended = awaiting(job, attempt).ended(StepStatus.SUCCEEDED, "{}", null);

        commit(at(job, written(ended)));

        assertThat(load(job.id()).attempts()).containsExactly(attempt);
        assertThat(load(job.id()).steps()).containsExactly(ended);
    }

    @Test
    void theAttemptOfAStepThatBecomesSomethingElseIsKept() {
        Job job = samples.job();
        Attempt attempt = samples.attempt(job).bound("p").withStatus(AttemptStatus.ENDED);
        commit(creation(job, written(attempt), written(awaiting(job, attempt))));

        commit(at(job, written(Samples.step(job, Work.dueAt(Phase.RUN, NOW)))));

        assertThat(load(job.id()).attempts()).isEmpty();
        assertThat(store.findAttempt(attempt.token())).contains(attempt);
    }

    @Test
    void whatIsStaleChangesNoAttempt() {
        Job job = samples.job();
        Attempt first = samples.attempt(job);
        commit(creation(job, written(first), written(awaiting(job, first))));
        commit(at(job, 1));
        Attempt second = next(first, 1);
        List<JobCommit> stale = new ArrayList<>();
        stale.add(at(job, written(second), written(awaiting(job, second))));
        stale.add(at(job, written(first.bound("late"))));

        assertThat(store.commit(stale)).noneMatch(result -> result.isCommitted());

        assertThat(store.findAttempt(first.token())).contains(first);
        assertThat(store.findAttempt(second.token())).isEmpty();
        assertThat(load(job.id()).attempts()).containsExactly(first);
    }

    /** Saves a job whose step had an attempt before the one that counts. */
    private Attempt triedAgain(Job job, Attempt before) {
        Attempt second = next(before, 2);
        commit(creation(job, written(before), written(second), written(awaiting(job, second))));
        return second;
    }

    private Attempt next(Attempt before, int number) {
        return new Attempt(samples.token(), before.step(), number, AttemptStatus.OPEN, null, NOW);
    }
}
