-- Who may sign in, on H2 and PostgreSQL alike; run at every start.

create table if not exists dashboard_account (
    name varchar(60) not null primary key,
    password_hash varchar(100) not null,
    is_admin boolean not null,
    is_open boolean not null
);

create table if not exists dashboard_setting (
    name varchar(60) not null primary key,
    setting varchar(200) not null
);
