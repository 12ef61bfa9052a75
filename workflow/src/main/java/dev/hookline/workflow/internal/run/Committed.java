package dev.hookline.workflow.internal.run;

import dev.hookline.job.JobChange;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobId;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.Work;
import dev.hookline.workflow.event.JobEvent;
import dev.hookline.workflow.internal.transition.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What this node takes note of when one of its commits has happened. */
public final class Committed {
    private final News news;
    private final ModelLimits limits;
    private final Held held;
    private final RecentJobs recent = new RecentJobs();
    private final CreateAnswers answers = new CreateAnswers();

    /** Tells the given ones. */
    public Committed(News news, ModelLimits limits, Held held) {
        this.news = news;
        this.limits = limits;
        this.held = held;
    }

    /** Jobs as these commits have left them. */
    RecentJobs recent() {
        return recent;
    }

    /** Creates that may be under way. */
    ModelLimits limits() {
        return limits;
    }

    /** Answers that these commits may make needless. */
    CreateAnswers answers() {
        return answers;
    }

    /** Quick, and in the order in which commits happen. */
    void note(JobCommit commit, @Nullable JobSnapshot before, Outcome outcome) {
        recent.note(commit, before);
        announce(commit, before, outcome);
        if (commit.changes().stream().anyMatch(change -> isLeft(change, commit.at()))) {
            held.leftSome();
        }
    }

    private static boolean isLeft(JobChange change, Instant now) {
        return change instanceof JobChange.StepWritten written
                && written.step().findWork().filter(work -> isLeft(work, now)).isPresent();
    }

    /** Whether it is due and nobody has taken it. */
    private static boolean isLeft(Work work, Instant now) {
        Instant dueAt = work.dueAt();
        return work.owner() == null && dueAt != null && !dueAt.isAfter(now);
    }

    /** The same for a commit after which others of its job may have happened. */
    void announce(JobCommit commit, @Nullable JobSnapshot before, Outcome outcome) {
        JobId root = before == null ? commit.job() : before.job().root();
        JobEvent event = new JobEvent(root, commit.job(), commit.expectedVersion() + 1, before, outcome.changes());
        news.add(event, outcome.log());
        limits.note(outcome.changes());
        answers.note(outcome.changes());
    }

    /** Tells those who want to know, once others may commit again. */
    void tell() {
        answers.tell();
        news.tell();
    }
}
