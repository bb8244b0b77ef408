-- Who may what. All edited (JPA), but for the audit chain and the join tokens (V0001).

create table projects (
    name          text primary key check (name ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    description   text not null default '',
    default_queue text not null default 'default',
    -- hard ceilings of one job, null: none
    max_cpu_millis        bigint check (max_cpu_millis >= 0),
    max_memory_mib        bigint check (max_memory_mib >= 0),
    max_accelerators      integer check (max_accelerators >= 0),
    -- jurisdictions in which the project's jobs may run; empty: any
    residency     text[] not null default '{}',
    created_at    timestamptz not null default now(),
    version       bigint not null default 0
);

create table queues (
    project          text not null references projects,
    name             text not null check (name ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    parent           text,
    weight           double precision not null default 1 check (weight > 0),
    -- null: unlimited
    quota_cpu_millis   bigint check (quota_cpu_millis >= 0),
    quota_memory_mib   bigint check (quota_memory_mib >= 0),
    quota_accelerators integer check (quota_accelerators >= 0),
    borrowing        boolean not null default true,
    suspended        boolean not null default false,
    version          bigint not null default 0,
    primary key (project, name),
    foreign key (project, parent) references queues (project, name),
    check (parent <> name)
);

insert into projects (name, description) values ('default', 'for jobs that name no project');
insert into queues (project, name) values ('default', 'default');

create table users (
    id             uuid primary key,
    name           text not null unique,
    password_hash  text,
    disabled       boolean not null default false,
    created_at     timestamptz not null default now(),
    version        bigint not null default 0
);

create table role_grants (
    id        uuid primary key,
    user_id   uuid not null references users on delete cascade,
    role      text not null check (role in ('viewer', 'submitter', 'project-admin', 'operator', 'admin', 'auditor')),
    -- null: the whole installation
    project   text references projects,
    check ((role in ('viewer', 'submitter', 'project-admin')) = (project is not null))
);
create index role_grants_by_user on role_grants (user_id);

create table api_tokens (
    id          uuid primary key,
    name        text not null,
    -- of the whole token, "mrd_…"; the token itself is shown once
    sha256      bytea not null unique,
    user_id     uuid not null references users on delete cascade,
    -- null: all that the user may
    scope_role    text check (scope_role in ('viewer', 'submitter', 'project-admin', 'operator', 'admin', 'auditor')),
    scope_project text references projects,
    created_at  timestamptz not null,
    expires_at  timestamptz,
    revoked_at  timestamptz
);
create index api_tokens_by_user on api_tokens (user_id);

-- append-only; each row carries the hash of the one before
create table audit_entries (
    seq        bigint primary key check (seq > 0),
    at         timestamptz not null,
    actor      text not null,
    source     text not null default '',
    action     text not null,
    object     text not null,
    -- json and not jsonb: the text must stay as it was hashed
    detail     json not null default '{}',
    previous   bytea not null,
    hash       bytea not null unique
);
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'audit_entries is append-only';
end $$;
create trigger audit_is_append_only before update or delete or truncate on audit_entries
    for each statement execute function audit_is_append_only();
