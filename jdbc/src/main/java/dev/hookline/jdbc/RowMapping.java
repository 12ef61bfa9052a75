package dev.hookline.jdbc;

import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobParent;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.LogEntry;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.job.StepStatus;
import dev.hookline.job.Work;
import dev.hookline.job.WorkflowRef;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Makes rows of values and values of rows. The order of columns is that of {@link Statements}. */
final class RowMapping {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> TAGS = new TypeReference<>() {};

    private RowMapping() {}

    static void writeJob(Parameters to, Job job) throws SQLException {
        JobParent parent = job.parent();
        JobState state = job.state();
        to.id(job.id()).text(job.workflow().name()).text(job.workflow().fingerprint());
        to.id(job.root()).id(parent == null ? null : parent.step().job());
        to.text(parent == null ? null : parent.step().step());
        to.optionalNumber(parent == null ? null : parent.index());
        to.text(job.labels().owner()).text(job.labels().idempotencyKey());
        to.text(JSON.writeValueAsString(job.labels().tags())).time(job.labels().deadlineAt());
        to.name(state.status()).error(state.error()).time(state.updatedAt());
        to.time(job.createdAt()).number(job.version()).text(job.input()).text(state.output());
        writeOuter(to, job);
    }

    /** What is there only for jobs that were started from outside: by these they are listed, found and deleted. */
    private static void writeOuter(Parameters to, Job job) throws SQLException {
        boolean isOuter = job.parent() == null;
        to.id(isOuter ? job.id() : null).text(isOuter ? job.labels().idempotencyKey() : null);
        to.time(isOuter && job.status().isEnd() ? job.state().updatedAt() : null);
    }

    static Job readJob(Row row) throws SQLException {
        return readJob(row.id(), row);
    }

    private static Job readJob(JobId id, Row row) throws SQLException {
        WorkflowRef workflow = new WorkflowRef(row.text(), row.text());
        JobParent parent = readParent(row);
        JobLabels labels =
                new JobLabels(row.findText(), row.findText(), JSON.readValue(row.text(), TAGS), row.findTime());
        JobStatus status = row.name(JobStatus.class);
        JobError error = row.findError();
        Instant updatedAt = row.time();
        Instant createdAt = row.time();
        long version = row.longNumber();
        String input = row.text();
        JobState state = new JobState(status, row.findText(), error, updatedAt);
        return new Job(id, workflow, parent, labels, input, state, createdAt, version);
    }

    /** A state, or nothing for one that stays. */
    static void writeState(Parameters to, @Nullable JobState state) throws SQLException {
        to.name(state == null ? null : state.status()).text(state == null ? null : state.output());
        to.error(state == null ? null : state.error()).time(state == null ? null : state.updatedAt());
    }

    /** @param attempt the one that counts; null leaves it as it is, or is for a step that is no prediction */
    static void writeStep(Parameters to, JobStep step, String workflow, @Nullable Attempt attempt) throws SQLException {
        Work work = step.work();
        CallbackToken token = step.token();
        to.id(step.key().job()).text(step.key().step()).text(workflow);
        to.name(step.status()).number(step.tries());
        to.text(token == null ? null : token.value()).name(work == null ? null : work.phase());
        to.time(work == null ? null : work.dueAt()).text(work == null ? null : work.owner());
        to.number(work == null ? 0 : work.priority());
        to.number(step.openChildren()).text(step.result()).error(step.error());
        to.optionalNumber(attempt == null ? null : attempt.number());
        to.name(attempt == null ? null : attempt.status());
        to.text(attempt == null ? null : attempt.predictionId());
        to.time(attempt == null ? null : attempt.createdAt());
    }

    static void writeBinding(Parameters to, Attempt attempt) throws SQLException {
        to.id(attempt.step().job()).text(attempt.step().step());
        to.number(attempt.number()).name(attempt.status()).text(attempt.predictionId());
        to.time(attempt.createdAt());
    }

    static void writeAttempt(Parameters to, Attempt attempt) throws SQLException {
        to.text(attempt.token().value())
                .id(attempt.step().job())
                .text(attempt.step().step());
        to.number(attempt.number()).name(attempt.status()).text(attempt.predictionId());
        to.time(attempt.createdAt());
    }

    static Attempt readAttempt(Row row) throws SQLException {
        CallbackToken token = CallbackToken.of(row.text());
        StepKey step = new StepKey(row.id(), row.text());
        int number = row.number();
        return new Attempt(token, step, number, row.name(AttemptStatus.class), row.findText(), row.time());
    }

    static void writeLog(Parameters to, LogEntry entry) throws SQLException {
        to.id(entry.root()).id(entry.job()).time(entry.at()).name(entry.level()).text(entry.step());
        to.number(entry.tries()).text(entry.predictionId()).text(entry.message());
    }

    static LogEntry readLog(Row row) throws SQLException {
        return new LogEntry(
                row.id(),
                row.id(),
                row.time(),
                row.name(LogEntry.Level.class),
                row.findText(),
                row.number(),
                row.findText(),
                row.text());
    }

    static void writeKey(Parameters to, StepKey key) throws SQLException {
        to.id(key.job()).text(key.step());
    }

    /** The parameters of {@link Statements#list}. */
    static void writeQuery(Parameters to, JobQuery query) throws SQLException {
        Set<JobStatus> statuses = Statements.statuses(query);
        for (JobStatus status : statuses) {
            writePage(to, query, status);
        }
        if (statuses.size() > 1) {
            to.number(query.limit());
        }
    }

    private static void writePage(Parameters to, JobQuery query, JobStatus status) throws SQLException {
        if (query.owner() != null) {
            to.text(query.owner());
        }
        to.name(status);
        if (query.after() != null) {
            to.id(query.after());
        }
        to.number(query.limit());
    }

    private static @Nullable JobParent readParent(Row row) throws SQLException {
        JobId root = row.id();
        JobId parent = row.findId();
        String step = row.findText();
        int index = row.number();
        return parent == null || step == null ? null : new JobParent(root, new StepKey(parent, step), index);
    }

    /**
     * Gathers the rows of {@link Statements#LOAD} and its like, sorted by jobs: the first one of a job has the job, and each
     * of them a step, if any.
     */
    static final class SnapshotReader {
        private static final int JOB_COLUMNS_BUT_ID = 18;

        private final List<JobSnapshot> snapshots = new ArrayList<>();
        private List<JobStep> steps = new ArrayList<>();
        private List<Attempt> attempts = new ArrayList<>();
        private @Nullable Job job;

        boolean read(Row row) throws SQLException {
            JobId id = row.id();
            if (job != null && job.id().equals(id)) {
                row.skip(JOB_COLUMNS_BUT_ID);
            } else {
                endOfJob();
                job = readJob(id, row);
            }
            String name = row.findText();
            if (name != null) {
                JobStep step = readStep(row, new StepKey(id, name));
                steps.add(step);
                readAttempt(row, step);
            }
            return true;
        }

        /** What was read; to be called once, at the end. */
        List<JobSnapshot> snapshots() {
            endOfJob();
            return snapshots;
        }

        private void endOfJob() {
            if (job != null) {
                snapshots.add(new JobSnapshot(job, steps, attempts));
                steps = new ArrayList<>();
                attempts = new ArrayList<>();
            }
        }

        private void readAttempt(Row row, JobStep step) throws SQLException {
            int number = row.number();
            AttemptStatus status = row.findName(AttemptStatus.class);
            CallbackToken token = step.token();
            if (token != null && status != null) {
                attempts.add(new Attempt(token, step.key(), number, status, row.findText(), row.time()));
            }
        }

        private static JobStep readStep(Row row, StepKey key) throws SQLException {
            StepStatus status = row.name(StepStatus.class);
            int tries = row.number();
            String token = row.findText();
            Phase phase = row.findName(Phase.class);
            Work work = readWork(row, phase);
            int openChildren = row.number();
            String result = row.findText();
            return new JobStep(
                    key,
                    status,
                    tries,
                    token == null ? null : CallbackToken.of(token),
                    work,
                    openChildren,
                    result,
                    row.findError());
        }

        private static @Nullable Work readWork(Row row, @Nullable Phase phase) throws SQLException {
            Instant dueAt = row.findTime();
            String owner = row.findText();
            int priority = row.number();
            return phase == null ? null : new Work(phase, dueAt, owner, priority);
        }
    }
}
