-- Who has signed in to the console, so that every replica knows it and one order ends it everywhere.
create table console_sessions (
    -- SHA-256 of what the cookie holds
    sha256        bytea primary key check (octet_length(sha256) = 32),
    user_id       uuid not null references users on delete cascade,
    -- of the password that was given: with another one it is void
    password_mark text not null,
    opened_at     timestamptz not null,
    -- at most a minute behind
    used_at       timestamptz not null check (used_at >= opened_at)
);
create index console_sessions_of_user on console_sessions (user_id);
create index console_sessions_by_use on console_sessions (used_at);
create index console_sessions_by_age on console_sessions (opened_at);

-- What a placement takes and whose it is, beside it: what nodes hold, what queues use and what an hour cost is summed from
-- attempts alone, without looking up what is behind each of a hundred thousand.
-- (Those that ended before this was kept have none; their hours are closed.)
alter table attempts
    add column project       text not null default '',
    add column queue         text not null default '',
    add column cpu_millis    bigint not null default 0 check (cpu_millis >= 0),
    add column memory_mib    bigint not null default 0 check (memory_mib >= 0),
    -- of accelerators
    add column device_millis bigint not null default 0 check (device_millis >= 0);

update attempts t set project = j.project, queue = j.queue, cpu_millis = g.cpu_millis,
    memory_mib = coalesce(t.departing_memory_mib, ceil(g.memory_mib * a.memory_factor)),
    device_millis = (select coalesce(sum((d ->> 'millis')::bigint), 0) from jsonb_array_elements(t.devices) d)
from project_hours_until u, allocations a, task_groups g, jobs j
where (t.ended_at is null or t.ended_at > u.hour)
    and a.id = t.allocation_id and g.id = a.group_id and j.id = a.job_id;
