-- Hookline's tables on H2 2.2 or newer, to be run by JdbcJobStore or by hand. H2 commits after each statement, so each
-- can be repeated, and the version is written when all is there.

create table if not exists hookline_job (
    id varchar(26) not null primary key,
    root_id varchar(26) not null,
    parent_id varchar(26),
    -- The id of a job that was started from outside: these are listed.
    outer_id varchar(26),
    parent_step varchar,
    child_index integer,
    workflow varchar not null,
    fingerprint varchar not null,
    owner varchar,
    idempotency_key varchar,
    -- The key of a job that was started from outside; that of a child is unique with nobody.
    outer_key varchar,
    tags varchar not null,
    deadline_at timestamp(6) with time zone,
    input clob not null,
    status varchar not null,
    output clob,
    error_code varchar,
    error_message varchar,
    updated_at timestamp(6) with time zone not null,
    -- When a job that was started from outside ended.
    ended_at timestamp(6) with time zone,
    created_at timestamp(6) with time zone not null,
    version bigint not null
);

create unique index if not exists hookline_job_key on hookline_job (outer_key, workflow);

-- Lists: by status, by owner and status; newest first. Lists of all statuses are put together.
create index if not exists hookline_job_status on hookline_job (status, outer_id desc);

create index if not exists hookline_job_owner on hookline_job (owner, status, outer_id desc);

create index if not exists hookline_job_children on hookline_job (parent_id, parent_step, child_index);

create index if not exists hookline_job_ended on hookline_job (ended_at);

create index if not exists hookline_job_tree on hookline_job (root_id);

create table if not exists hookline_step (
    job_id varchar(26) not null,
    name varchar not null,
    workflow varchar not null,
    status varchar not null,
    tries integer not null,
    -- The attempt that counts; none for a step that is no prediction.
    token varchar(22),
    attempt integer,
    attempt_status varchar,
    prediction_id varchar,
    attempted_at timestamp(6) with time zone,
    phase varchar,
    due_at timestamp(6) with time zone,
    owner varchar,
    priority integer not null,
    -- Where a step waits to be taken: nowhere when it is due at no time.
    lane varchar generated always as (case when due_at is not null then workflow end),
    open_children integer not null,
    result clob,
    error_code varchar,
    error_message varchar,
    primary key (job_id, name)
);

create unique index if not exists hookline_step_token on hookline_step (token);

create index if not exists hookline_step_due on hookline_step (lane, priority desc, due_at);

-- Attempts that count no longer: another one has taken their place, or their job was deleted.
create table if not exists hookline_attempt (
    token varchar(22) not null primary key,
    job_id varchar(26) not null,
    step varchar not null,
    number integer not null,
    status varchar not null,
    prediction_id varchar,
    created_at timestamp(6) with time zone not null,
    -- Whether its job has been deleted.
    orphaned boolean default false not null
);

create index if not exists hookline_attempt_job on hookline_attempt (job_id);

create index if not exists hookline_attempt_orphan on hookline_attempt (orphaned, created_at);

create table if not exists hookline_log (
    root_id varchar(26) not null,
    seq bigint generated always as identity,
    job_id varchar(26) not null,
    at timestamp(6) with time zone not null,
    level varchar not null,
    step varchar,
    tries integer not null,
    prediction_id varchar,
    message clob not null,
    primary key (root_id, at, seq)
);

create table if not exists hookline_schema (
    version integer not null primary key,
    script varchar not null,
    applied_at timestamp(6) with time zone default current_timestamp not null
);

merge into hookline_schema (version, script) key (version) values (1, 'V1__create_tables.sql');
