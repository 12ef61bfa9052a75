-- Hookline's tables on PostgreSQL 13 or newer. To be run in one transaction, by JdbcJobStore or by hand.

create table hookline_schema (
    version integer not null primary key,
    script text not null,
    applied_at timestamp(6) with time zone default current_timestamp not null
);

insert into hookline_schema (version, script) values (1, 'V1__create_tables.sql');

-- Ids are compared byte by byte, as in Java, whatever the database's collation. Pages have room left for the changes that
-- follow soon after a row is made: a row that stays on its page needs no new entries in indexes of what has not changed.
create table hookline_job (
    id text collate "C" not null primary key,
    root_id text collate "C" not null,
    parent_id text collate "C",
    -- The id of a job that was started from outside: these are listed.
    outer_id text collate "C",
    parent_step text,
    child_index integer,
    workflow text not null,
    fingerprint text not null,
    owner text,
    idempotency_key text,
    -- The key of a job that was started from outside; that of a child is unique with nobody.
    outer_key text,
    tags text not null,
    deadline_at timestamp(6) with time zone,
    input text not null,
    status text not null,
    output text,
    error_code text,
    error_message text,
    updated_at timestamp(6) with time zone not null,
    -- When a job that was started from outside ended.
    ended_at timestamp(6) with time zone,
    created_at timestamp(6) with time zone not null,
    version bigint not null
) with (fillfactor = 70);

create unique index hookline_job_key on hookline_job (outer_key, workflow) where outer_key is not null;

-- Lists: by status, by owner and status; newest first. Lists of all statuses are put together.
create index hookline_job_status on hookline_job (status, outer_id desc) where outer_id is not null;

create index hookline_job_owner on hookline_job (owner, status, outer_id desc)
    where owner is not null and outer_id is not null;

create index hookline_job_children on hookline_job (parent_id, parent_step, child_index) where parent_id is not null;

create index hookline_job_ended on hookline_job (ended_at) where ended_at is not null;

-- What is below a job that was started from outside, itself left out.
create index hookline_job_tree on hookline_job (root_id) where parent_id is not null;

create table hookline_step (
    job_id text collate "C" not null,
    name text collate "C" not null,
    workflow text not null,
    status text not null,
    tries integer not null,
    -- The attempt that counts; none for a step that is no prediction.
    token text collate "C",
    attempt integer,
    attempt_status text,
    prediction_id text,
    attempted_at timestamp(6) with time zone,
    phase text,
    due_at timestamp(6) with time zone,
    owner text,
    priority integer not null,
    open_children integer not null,
    result text,
    error_code text,
    error_message text,
    primary key (job_id, name)
) with (fillfactor = 80);

create unique index hookline_step_token on hookline_step (token) where token is not null;

-- What is due: as small as what is running, however many steps have ended.
create index hookline_step_due on hookline_step (workflow, priority, due_at) where due_at is not null;

-- Attempts that count no longer: another one has taken their place, or their job was deleted.
create table hookline_attempt (
    token text collate "C" not null primary key,
    job_id text collate "C" not null,
    step text not null,
    number integer not null,
    status text not null,
    prediction_id text,
    created_at timestamp(6) with time zone not null,
    -- Whether its job has been deleted.
    orphaned boolean default false not null
);

create index hookline_attempt_job on hookline_attempt (job_id);

create index hookline_attempt_orphan on hookline_attempt (orphaned, created_at) where orphaned;

create table hookline_log (
    root_id text collate "C" not null,
    seq bigint generated always as identity,
    job_id text not null,
    at timestamp(6) with time zone not null,
    level text not null,
    step text,
    tries integer not null,
    prediction_id text,
    message text not null,
    primary key (root_id, at, seq)
);
