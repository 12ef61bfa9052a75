package dev.hookline.testkit;

import static dev.hookline.testkit.Samples.NOW;
import static dev.hookline.testkit.Samples.WORKFLOWS;
import static dev.hookline.testkit.Samples.at;
import static dev.hookline.testkit.Samples.changed;
import static dev.hookline.testkit.Samples.created;
import static dev.hookline.testkit.Samples.creation;
import static dev.hookline.testkit.Samples.end;
import static dev.hookline.testkit.Samples.fanOut;
import static dev.hookline.testkit.Samples.joining;
import static dev.hookline.testkit.Samples.key;
import static dev.hookline.testkit.Samples.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.job.Claim;
import dev.hookline.job.CommitResult;
import dev.hookline.job.CommitResult.Committed;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange.ChildEnded;
import dev.hookline.job.JobChange.ChildReopened;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.JobStore;
import dev.hookline.job.Lease;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.job.StepStatus;
import dev.hookline.job.Work;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Children are counted down, and whoever ends the last one makes their parent's step due. */
abstract class ChildPromises extends ValuePromises {
    private static final Committed NOTHING_JOINABLE = new Committed(List.of());

    @Test
    void theLastChildToEndMakesTheParentsStepDueAtOnce() {
        Job parent = samples.job();
        List<Job> children = samples.children(parent, Samples.STEP, 3);
        commit(fanOut(parent, children));
        assertThat(store.commit(end(children.get(2)))).isEqualTo(NOTHING_JOINABLE);
        assertThat(store.commit(end(children.get(0)))).isEqualTo(NOTHING_JOINABLE);
        assertThat(step(key(parent))).isEqualTo(joining(parent, 1));
        assertThat(store.commit(end(children.get(1)))).isEqualTo(new Committed(List.of(key(parent))));
        assertThat(step(key(parent))).isEqualTo(joining(parent, 0).withWork(Work.dueAt(Phase.JOIN, NOW)));
        assertThat(load(parent.id()).job()).isEqualTo(parent);
    }

    @Test
    void childrenKeepTheirOwnTags() {
        Job parent = samples.job();
        Job child = samples.child(parent, Samples.STEP, 0);
        commit(fanOut(parent, List.of(child)));
        assertThat(load(parent.id()).job().labels().tags()).isEmpty();
        assertThat(load(child.id()).job().labels().tags())
                .isNotEmpty()
                .isEqualTo(child.labels().tags());
        assertThat(store.children(key(parent)))
                .singleElement()
                .satisfies(read -> assertThat(read.labels().tags())
                        .isEqualTo(child.labels().tags()));
    }

    @Test
    void aStepThatLostItsLastChildIsDueAtTheTimeOfThatCommit() {
        Job parent = samples.job();
        Job child = samples.child(parent, Samples.STEP, 0);
        commit(fanOut(parent, List.of(child)));
        Instant later = NOW.plusSeconds(60);
        commit(JobCommit.of(child, later, List.of(new ChildEnded(key(parent), true))));
        Lease lease = new Lease("node", later.plusSeconds(60));
        assertThat(store.claim(lease, WORKFLOWS, later.minusNanos(1_000), 10)).isEmpty();
        assertThat(store.claim(lease, WORKFLOWS, later, 10)).containsExactly(new Claim(key(parent), Phase.JOIN, null));
    }

    @Test
    void aStepThatLostItsLastChildBelongsToNobody() {
        Job parent = samples.job();
        Job child = samples.child(parent, Samples.STEP, 0);
        Work leased = Work.leased(Phase.JOIN, NOW.plusSeconds(999), "node");
        commit(creation(parent, written(joining(parent, 1).withWork(leased)), created(child)));
        commit(end(child));
        assertThat(step(key(parent)).findWork()).contains(Work.dueAt(Phase.JOIN, NOW));
    }

    @Test
    void aChildThatFailsMakesAStepDueThatNeedsAllOfThem() {
        Job parent = samples.job();
        List<Job> children = samples.children(parent, Samples.STEP, 3);
        JobStep needsAll = joining(parent, 3).withWork(Work.waiting(Phase.JOIN_ALL));
        commit(creation(parent, written(needsAll)));
        children.forEach(child -> commit(creation(child)));

        assertThat(store.commit(end(children.get(0)))).isEqualTo(NOTHING_JOINABLE);
        assertThat(step(key(parent)).findWork()).contains(Work.waiting(Phase.JOIN_ALL));
        assertThat(store.commit(fail(children.get(1)))).isEqualTo(new Committed(List.of(key(parent))));
        assertThat(step(key(parent)).findWork()).contains(Work.dueAt(Phase.JOIN_ALL, NOW));
        assertThat(step(key(parent)).openChildren()).isEqualTo(1);
    }

    @Test
    void aChildThatFailsLeavesAStepWaitingThatDoesNotNeedAllOfThem() {
        Job parent = samples.job();
        List<Job> children = samples.children(parent, Samples.STEP, 2);
        commit(fanOut(parent, children));

        assertThat(store.commit(fail(children.get(0)))).isEqualTo(NOTHING_JOINABLE);
        assertThat(step(key(parent))).isEqualTo(joining(parent, 1));
    }

    private static JobCommit fail(Job child) {
        StepKey above = child.findParent().orElseThrow().step();
        return at(child, changed(child, Samples.ended(JobStatus.FAILED)), new ChildEnded(above, false));
    }

    @Test
    void aStepThatIsNotRunningIsLeftAlone() {
        Job parent = samples.job();
        Job child = samples.child(parent, Samples.STEP, 0);
        commit(fanOut(parent, List.of(child)));
        JobStep canceled = joining(parent, 1).ended(StepStatus.CANCELED, null, null);
        commit(at(parent, written(canceled)));
        assertThat(store.commit(end(child))).isEqualTo(NOTHING_JOINABLE);
        assertThat(step(key(parent))).isEqualTo(canceled);
    }

    @Test
    void aStepWithoutOpenChildrenIsLeftAlone() {
        Job parent = samples.job();
        Job child = samples.child(parent, Samples.STEP, 0);
        commit(creation(parent, written(joining(parent, 0)), created(child)));
        assertThat(store.commit(end(child))).isEqualTo(NOTHING_JOINABLE);
        assertThat(step(key(parent))).isEqualTo(joining(parent, 0));
    }

    @Test
    void aStepThatHasNotBegunIsLeftAlone() {
        Job parent = samples.job();
        Job child = samples.child(parent, Samples.STEP, 0);
        commit(creation(parent, created(child)));
        assertThat(store.commit(end(child))).isEqualTo(NOTHING_JOINABLE);
        assertThat(load(parent.id()).steps()).isEmpty();
    }

    @Test
    void childrenThatEndInOneCallAreCountedOneByOne() {
        Job parent = samples.job();
        List<Job> children = samples.children(parent, Samples.STEP, 3);
        commit(fanOut(parent, children));
        List<JobCommit> ends = children.stream().map(Samples::end).toList();
        assertThat(store.commit(ends))
                .containsExactly(NOTHING_JOINABLE, NOTHING_JOINABLE, new Committed(List.of(key(parent))));
    }

    @Test
    void aStepThatIsWrittenAndCountedDownInOneCallIsBoth() {
        Job parent = samples.job();
        List<Job> children = samples.children(parent, Samples.STEP, 2);
        commit(fanOut(parent, children.subList(0, 1)));
        JobCommit widened = at(parent, written(joining(parent, 2)), created(children.get(1)));
        assertThat(store.commit(List.of(widened, end(children.get(0)), end(children.get(1)))))
                .containsExactly(NOTHING_JOINABLE, NOTHING_JOINABLE, new Committed(List.of(key(parent))));
        assertThat(step(key(parent))).isEqualTo(joining(parent, 0).withWork(Work.dueAt(Phase.JOIN, NOW)));
    }

    @Test
    void aStepThatIsReplacedAfterItWasCountedDownIsAsReplaced() {
        Job parent = samples.job();
        List<Job> children = samples.children(parent, Samples.STEP, 2);
        commit(fanOut(parent, children.subList(0, 1)));
        commit(end(children.get(0)), at(parent, written(joining(parent, 1)), created(children.get(1))));
        assertThat(step(key(parent))).isEqualTo(joining(parent, 1));
    }

    @Test
    void oneCommitCanEndChildrenOfSeveralSteps() {
        Job parent = samples.job();
        Job child = samples.child(parent, Samples.STEP, 0);
        StepKey other = new StepKey(parent.id(), "other");
        JobStep otherStep = JobStep.begun(other, Work.waiting(Phase.JOIN), 1);
        commit(creation(parent, written(joining(parent, 1)), written(otherStep), created(child)));
        assertThat(store.commit(at(child, new ChildEnded(other, true), new ChildEnded(key(parent), true))))
                .isEqualTo(new Committed(List.of(other, key(parent))));
    }

    @Test
    void aChildThatIsOpenedAgainIsCountedUpAndItsParentMovesOn() {
        Job parent = samples.job();
        List<Job> children = samples.children(parent, Samples.STEP, 2);
        commit(fanOut(parent, children));
        commit(end(children.get(0)));
        assertThat(store.commit(reopened(children.get(0), 2))).isEqualTo(NOTHING_JOINABLE);
        assertThat(step(key(parent))).isEqualTo(joining(parent, 2));
        assertThat(load(parent.id()).job()).isEqualTo(parent.next(parent.state()));
        assertThat(load(children.get(0).id()).job().version()).isEqualTo(3);
        assertThat(store.commit(end(children.get(1)))).isEqualTo(NOTHING_JOINABLE);
        assertThat(store.commit(endedAgain(children.get(0), 3))).isEqualTo(new Committed(List.of(key(parent))));
    }

    @Test
    void aStepThatWasDueWaitsAgainWhenAChildIsOpenedAgain() {
        Job parent = samples.job();
        Job child = samples.child(parent, Samples.STEP, 0);
        commit(creation(parent, written(joining(parent, 1).withPriority(5)), created(child)));
        commit(end(child));
        Lease lease = new Lease("node", NOW.plusSeconds(9));
        assertThat(store.claim(lease, WORKFLOWS, NOW, 10)).hasSize(1);
        commit(reopened(child, 2));
        assertThat(step(key(parent))).isEqualTo(joining(parent, 1).withPriority(5));
        assertThat(store.claim(lease, WORKFLOWS, NOW.plusSeconds(99), 10)).isEmpty();
        commit(endedAgain(child, 3));
        assertThat(step(key(parent)).findWork())
                .contains(Work.dueAt(Phase.JOIN, NOW).withPriority(5));
    }

    @Test
    void anEndThatWasDecidedOnBeforeAChildWasOpenedAgainDoesNotHappen() {
        Job parent = samples.job();
        Job child = samples.child(parent, Samples.STEP, 0);
        commit(fanOut(parent, List.of(child)));
        commit(end(child));
        JobCommit join = at(parent, written(joining(parent, 0).ended(StepStatus.SUCCEEDED, "[]", null)));
        assertThat(store.commit(List.of(reopened(child, 2), join)))
                .containsExactly(NOTHING_JOINABLE, new CommitResult.Stale());
        assertThat(step(key(parent))).isEqualTo(joining(parent, 1));
    }

    @Test
    void noChildIsOpenedAgainOfAStepThatHasEnded() {
        Job parent = samples.job();
        Job child = samples.child(parent, Samples.STEP, 0);
        commit(fanOut(parent, List.of(child)));
        commit(end(child));
        JobStep failed = joining(parent, 0).ended(StepStatus.FAILED, null, null);
        commit(at(parent, written(failed)));
        assertThat(store.commit(reopened(child, 2))).isEqualTo(new CommitResult.Stale());
        assertThat(step(key(parent))).isEqualTo(failed);
        assertThat(load(parent.id()).job().version()).isEqualTo(2);
        assertThat(load(child.id()).job().status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void childrenThatEndAndAreOpenedAgainInOneCallAreCountedOneByOne() {
        Job parent = samples.job();
        List<Job> children = samples.children(parent, Samples.STEP, 2);
        commit(fanOut(parent, children));
        assertThat(store.commit(List.of(
                        end(children.get(0)),
                        end(children.get(1)),
                        reopened(children.get(0), 2),
                        reopened(children.get(1), 2),
                        endedAgain(children.get(1), 3))))
                .filteredOn(new Committed(List.of(key(parent)))::equals)
                .hasSize(1);
        assertThat(step(key(parent))).isEqualTo(joining(parent, 1));
        assertThat(load(parent.id()).job().version()).isEqualTo(3);
    }

    @Test
    void childrenAreReadInTheOrderOfTheirIndex() {
        Job parent = saved(samples.job());
        Job third = samples.child(parent, Samples.STEP, 2);
        Job first = samples.child(parent, Samples.STEP, 0);
        Job eleventh = samples.child(parent, Samples.STEP, 10);
        Job second = samples.child(parent, Samples.STEP, 1);
        Job elsewhere = samples.child(parent, "other", 0);
        commit(at(parent, 1, created(third), created(first), created(eleventh), created(elsewhere)));
        commit(at(parent, 2, created(second)));
        assertThat(store.children(key(parent))).containsExactly(first, second, third, eleventh);
    }

    @Test
    void pagesOfChildrenBeginWhereTheyAreToldTo() {
        Job parent = samples.job();
        List<Job> children = samples.children(parent, Samples.STEP, 7);
        commit(fanOut(parent, children));
        assertThat(store.children(key(parent), 0, 3)).isEqualTo(children.subList(0, 3));
        assertThat(store.children(key(parent), 3, 3)).isEqualTo(children.subList(3, 6));
        assertThat(store.children(key(parent), 6, 3)).isEqualTo(children.subList(6, 7));
        assertThat(store.children(key(parent), 7, 3)).isEmpty();
    }

    @Test
    void moreChildrenThanAPageHoldsAreAllRead() {
        Job parent = samples.job();
        List<Job> children = samples.children(parent, Samples.STEP, 2 * JobStore.PAGE + 1);
        commit(fanOut(parent, children));
        assertThat(store.children(key(parent))).isEqualTo(children);
    }

    @Test
    void childrenOfSeveralStepsAreReadAtOnce() {
        Job one = saved(samples.job());
        Job two = saved(samples.job());
        Job childless = saved(samples.job());
        List<Job> ofOne = samples.children(one, Samples.STEP, 3);
        List<Job> ofTwo = samples.children(two, "other", 2);
        Job unasked = samples.child(two, Samples.STEP, 0);
        commit(at(one, 1, created(ofOne.get(2)), created(ofOne.get(0)), created(ofOne.get(1))));
        commit(at(two, 1, created(ofTwo.get(0)), created(unasked), created(ofTwo.get(1))));
        StepKey other = new StepKey(two.id(), "other");
        assertThat(store.children(List.of(key(one), other, key(childless))))
                .isEqualTo(Map.of(key(one), ofOne, other, ofTwo));
        assertThat(store.children(List.of())).isEmpty();
    }

    @Test
    void aStepWithoutChildrenHasNone() {
        assertThat(store.children(key(samples.job()))).isEmpty();
        assertThat(store.children(key(saved(samples.job())))).isEmpty();
    }

    static JobCommit reopened(Job child, long version) {
        StepKey above = child.findParent().orElseThrow().step();
        return at(child, version, changed(child, JobState.processing(NOW)), new ChildReopened(above));
    }

    static JobCommit endedAgain(Job child, long version) {
        StepKey above = child.findParent().orElseThrow().step();
        return at(child, version, changed(child, Samples.ended(JobStatus.SUCCEEDED)), new ChildEnded(above, true));
    }
}
