package dev.hookline.testkit;

import static dev.hookline.testkit.Samples.NOW;
import static dev.hookline.testkit.Samples.WORKFLOWS;
import static dev.hookline.testkit.Samples.at;
import static dev.hookline.testkit.Samples.created;
import static dev.hookline.testkit.Samples.creation;
import static dev.hookline.testkit.Samples.due;
import static dev.hookline.testkit.Samples.key;
import static dev.hookline.testkit.Samples.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.job.Claim;
import dev.hookline.job.DueWork;
import dev.hookline.job.Job;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStep;
import dev.hookline.job.Lease;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.job.StepStatus;
import dev.hookline.job.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is due is given to one node at a time. */
abstract class ClaimPromises extends DeletePromises {
    private static final Instant UNTIL = NOW.plusSeconds(30);
    private static final Lease ANNE = new Lease("anne", UNTIL);
    private static final Lease BEN = new Lease("ben", UNTIL.plusSeconds(30));
    private static final Duration TICK = Duration.ofNanos(1_000);

    @Test
    void whatIsDueAtOrBeforeTheTimeIsTakenAndNothingElse() {
        StepKey past = savedDue(NOW.minusSeconds(99));
        StepKey now = savedDue(NOW);
        savedDue(NOW.plus(TICK));
        saved(Work.waiting(Phase.JOIN));
        Job ended = saved(samples.job());
        commit(at(ended, written(due(ended, NOW).ended(StepStatus.SUCCEEDED, "1", null))));
        assertThat(store.claim(ANNE, WORKFLOWS, NOW, 10))
                .extracting(Claim::step)
                .containsExactly(past, now);
    }

    @Test
    void theLongestDueIsTakenFirstAndNoMoreThanTheLimit() {
        StepKey third = savedDue(NOW.minusSeconds(1));
        StepKey first = savedDue(NOW.minusSeconds(3));
        StepKey second = savedDue(NOW.minusSeconds(2));
        assertThat(store.claim(ANNE, WORKFLOWS, NOW, 2)).extracting(Claim::step).containsExactly(first, second);
        assertThat(store.claim(ANNE, WORKFLOWS, NOW, 2)).extracting(Claim::step).containsExactly(third);
        assertThat(store.claim(ANNE, WORKFLOWS, NOW, 2)).isEmpty();
    }

    @Test
    void theHigherPriorityIsTakenFirstAndAmongTheSameTheLongestDue() {
        StepKey third = savedDue(NOW.minusSeconds(1));
        StepKey last = savedDue(NOW.minusSeconds(99), -1);
        StepKey second = savedDue(NOW.minusSeconds(2));
        StepKey first = savedDue(NOW, 7);
        savedDue(NOW.plus(TICK), 8);
        assertThat(store.claim(ANNE, WORKFLOWS, NOW, 2)).extracting(Claim::step).containsExactly(first, second);
        assertThat(store.claim(ANNE, WORKFLOWS, NOW, 9)).extracting(Claim::step).containsExactly(third, last);
    }

    @Test
    void priorityIsComparedAcrossWorkflows() {
        Job root = saved(samples.job());
        Job child = samples.child(root, "photo", 0);
        commit(at(root, created(child), written(due(child, NOW.minusSeconds(1)).withPriority(1))));
        StepKey low = savedDue(NOW.minusSeconds(9));
        StepKey high = savedDue(NOW, 1);
        assertThat(store.claim(ANNE, WORKFLOWS, NOW, 2)).extracting(Claim::step).containsExactly(key(child), high);
        assertThat(store.claim(ANNE, WORKFLOWS, NOW, 2)).extracting(Claim::step).containsExactly(low);
    }

    @Test
    void anyPriorityIsKeptWithWhateverIsTakenRenewedOrGivenOn() {
        for (int priority : new int[] {Integer.MIN_VALUE, -1, 1, Integer.MAX_VALUE}) {
            StepKey key = savedDue(NOW, priority);
            assertThat(store.claim(ANNE, WORKFLOWS, NOW, 10)).hasSize(1);
            store.renew(new Lease("anne", UNTIL.plus(TICK)), List.of(key));
            assertThat(store.claim(BEN, WORKFLOWS, UNTIL.plus(TICK), 10))
                    .extracting(Claim::step)
                    .contains(key);
            assertThat(step(key).findWork())
                    .contains(Work.leased(Phase.SUBMIT, BEN.until(), "ben").withPriority(priority));
        }
    }

    @Test
    void stepsOfOtherWorkflowsAreLeftAlone() {
        StepKey known = savedDue(NOW.minusSeconds(1));
        Job other = new Job(
                samples.id(), Samples.workflow("other"), null, JobLabels.NONE, "{}", JobState.processing(NOW), NOW, 1);
        commit(creation(other, written(due(other, NOW.minusSeconds(2)))));
        assertThat(store.claim(ANNE, Set.of(), NOW, 10)).isEmpty();
        assertThat(store.claim(ANNE, Set.of("nobody's"), NOW, 10)).isEmpty();
        assertThat(store.claim(ANNE, WORKFLOWS, NOW, 10))
                .extracting(Claim::step)
                .containsExactly(known);
        assertThat(step(key(other))).isEqualTo(due(other, NOW.minusSeconds(2)));
        assertThat(store.claim(BEN, Set.of("merge", "other"), NOW, 10))
                .containsExactly(new Claim(key(other), Phase.SUBMIT, null));
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void aClaimSaysWhatIsToBeDone(Phase phase) {
        StepKey key = saved(Work.dueAt(phase, NOW));
        assertThat(store.claim(ANNE, WORKFLOWS, NOW, 10)).containsExactly(new Claim(key, phase, null));
    }

    @Test
    void aClaimIsWrittenIntoTheStepAndLeavesTheJobAtItsVersion() {
        Job job = samples.job();
        commit(creation(job, written(due(job, NOW))));
        store.claim(ANNE, WORKFLOWS, NOW, 10);
        assertThat(load(job.id()).job()).isEqualTo(job);
        assertThat(step(key(job))).isEqualTo(due(job, NOW).withWork(Work.leased(Phase.SUBMIT, UNTIL, "anne")));
    }

    @Test
    void whatFallsDueFirstIsShownWithoutBeingTaken() {
        saved(Work.waiting(Phase.JOIN));
        assertThat(store.findFirstDue(WORKFLOWS)).isEmpty();
        savedDue(NOW.plusSeconds(9), 7);
        StepKey first = savedDue(NOW.minusSeconds(9), 3);
        DueWork due = new DueWork(first, Phase.SUBMIT, NOW.minusSeconds(9));
        assertThat(store.findFirstDue(WORKFLOWS)).contains(due);
        assertThat(store.findFirstDue(WORKFLOWS)).contains(due);
        assertThat(store.findFirstDue(Set.of("unheard-of"))).isEmpty();
        assertThat(store.findFirstDue(Set.of())).isEmpty();
        store.claim(ANNE, WORKFLOWS, NOW, 1);
        assertThat(store.findFirstDue(WORKFLOWS).map(DueWork::dueAt)).contains(NOW.plusSeconds(9));
    }

    @Test
    void whatIsTakenIsNotGivenToAnybodyBeforeTheLeaseEnds() {
        savedDue(NOW);
        assertThat(store.claim(ANNE, WORKFLOWS, NOW, 10)).hasSize(1);
        assertThat(store.claim(BEN, WORKFLOWS, UNTIL.minus(TICK), 10)).isEmpty();
        assertThat(store.claim(ANNE, WORKFLOWS, UNTIL.minus(TICK), 10)).isEmpty();
    }

    @Test
    void whatIsTakenIsGivenOnWhenTheLeaseEndsAndSaysWhoHadIt() {
        StepKey key = savedDue(NOW);
        store.claim(ANNE, WORKFLOWS, NOW, 10);
        assertThat(store.claim(BEN, WORKFLOWS, UNTIL, 10)).containsExactly(new Claim(key, Phase.SUBMIT, "anne"));
        assertThat(step(key).findWork()).contains(Work.leased(Phase.SUBMIT, BEN.until(), "ben"));
    }

    @Test
    void aLeaseThatIsRenewedHoldsUntilItsNewEnd() {
        Job job = samples.job();
        commit(creation(job, written(due(job, NOW))));
        store.claim(ANNE, WORKFLOWS, NOW, 10);
        Lease renewed = new Lease("anne", UNTIL.plusSeconds(100));
        store.renew(renewed, List.of(key(job)));
        assertThat(store.claim(BEN, WORKFLOWS, renewed.until().minus(TICK), 10)).isEmpty();
        assertThat(load(job.id()).job()).isEqualTo(job);
        assertThat(store.claim(BEN, WORKFLOWS, renewed.until(), 10)).hasSize(1);
    }

    @Test
    void aLeaseThatRanOutIsRenewedAsLongAsNobodyElseHasTakenTheStep() {
        StepKey key = savedDue(NOW);
        store.claim(ANNE, WORKFLOWS, NOW, 10);
        Lease late = new Lease("anne", UNTIL.plusSeconds(500));
        store.renew(late, List.of(key));
        assertThat(step(key).findWork()).contains(Work.leased(Phase.SUBMIT, late.until(), "anne"));
    }

    @Test
    void whatSomebodyElseHasTakenIsNotRenewed() {
        StepKey key = savedDue(NOW);
        store.claim(ANNE, WORKFLOWS, NOW, 10);
        store.claim(BEN, WORKFLOWS, UNTIL, 10);
        store.renew(new Lease("anne", UNTIL.plusSeconds(500)), List.of(key));
        assertThat(step(key).findWork()).contains(Work.leased(Phase.SUBMIT, BEN.until(), "ben"));
    }

    @Test
    void whatNobodyHasTakenOrHasEndedOrIsGoneIsNotRenewed() {
        StepKey free = savedDue(NOW);
        StepKey waiting = saved(Work.waiting(Phase.JOIN));
        Job job = saved(samples.job());
        JobStep ended = due(job, NOW).ended(StepStatus.CANCELED, null, null);
        commit(at(job, written(ended)));
        store.renew(ANNE, List.of(free, waiting, ended.key(), key(samples.job())));
        store.renew(ANNE, List.of());
        assertThat(step(free).findWork()).contains(Work.dueAt(Phase.SUBMIT, NOW));
        assertThat(step(waiting).findWork()).contains(Work.waiting(Phase.JOIN));
        assertThat(step(ended.key())).isEqualTo(ended);
    }

    @Test
    void onlyTheStepsThatAreNamedAreRenewed() {
        Job job = samples.job();
        StepKey named = key(job);
        StepKey sister = new StepKey(job.id(), "sister");
        JobStep sisterStep = JobStep.begun(sister, Work.dueAt(Phase.RUN, NOW), 0);
        commit(creation(job, written(due(job, NOW)), written(sisterStep)));
        StepKey other = savedDue(NOW);
        assertThat(store.claim(ANNE, WORKFLOWS, NOW, 10)).hasSize(3);
        store.renew(new Lease("anne", UNTIL.plusSeconds(500)), List.of(named));
        assertThat(store.claim(BEN, WORKFLOWS, UNTIL, 10))
                .extracting(Claim::step)
                .containsExactlyInAnyOrder(sister, other);
    }

    @Test
    void manyLeasesAreRenewedInOneCall() {
        List<StepKey> keys = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            keys.add(savedDue(NOW));
        }
        assertThat(store.claim(ANNE, WORKFLOWS, NOW, 1_000)).hasSize(200);
        store.renew(new Lease("anne", UNTIL.plusSeconds(500)), keys);
        assertThat(store.claim(BEN, WORKFLOWS, UNTIL, 1_000)).isEmpty();
    }

    @Test
    void whatACommitWritesReplacesAClaim() {
        Job job = samples.job();
        commit(creation(job, written(due(job, NOW))));
        store.claim(ANNE, WORKFLOWS, NOW, 10);
        commit(at(job, written(due(job, NOW.plusSeconds(5)))));
        assertThat(store.claim(BEN, WORKFLOWS, NOW.plusSeconds(5), 10))
                .containsExactly(new Claim(key(job), Phase.SUBMIT, null));
    }

    private StepKey savedDue(Instant at) {
        return saved(Work.dueAt(Phase.SUBMIT, at));
    }

    private StepKey savedDue(Instant at, int priority) {
        return saved(Work.dueAt(Phase.SUBMIT, at).withPriority(priority));
    }

    private StepKey saved(Work work) {
        Job job = samples.job();
        commit(creation(job, written(Samples.step(job, work))));
        return key(job);
    }
}
