-- What each project spent, hour by hour, so that a month is read from thousands of rows and not from a million attempts;
-- and who did what, found by who and when.

-- of hours that are over; what came after is counted from the attempts themselves
create table project_hours (
    hour              timestamptz not null,
    project           text not null,
    queue             text not null,
    -- US dollars
    dollars           double precision not null,
    core_hours        double precision not null,
    accelerator_hours double precision not null,
    primary key (project, hour, queue)
);
-- hours before this one are in project_hours
create table project_hours_until (
    only_row boolean primary key default true check (only_row),
    hour     timestamptz not null
);
insert into project_hours_until (hour) values (date_trunc('hour', now(), 'UTC') - interval '1 hour');

insert into project_hours (project, queue, hour, dollars, core_hours, accelerator_hours)
select j.project, j.queue, h.hour, sum(t.price_per_hour * p.part), sum(g.cpu_millis / 1000.0 * p.part), sum(d.devices * p.part)
from project_hours_until u
-- as far back as pages look
join attempts t on t.assigned_at < u.hour and coalesce(t.ended_at, u.hour) > u.hour - interval '31 days'
join allocations a on a.id = t.allocation_id
join task_groups g on g.id = a.group_id
join jobs j on j.id = a.job_id
cross join lateral generate_series(date_trunc('hour', greatest(t.assigned_at, u.hour - interval '31 days'), 'UTC'),
    least(coalesce(t.ended_at, u.hour), u.hour) - interval '1 microsecond', interval '1 hour') h(hour)
cross join lateral (select greatest(0, extract(epoch from least(coalesce(t.ended_at, u.hour), h.hour + interval '1 hour')
    - greatest(t.assigned_at, h.hour)) / 3600) as part) p
cross join lateral (select coalesce(sum((e ->> 'millis')::bigint), 0) / 1000.0 as devices
    from jsonb_array_elements(t.devices) e) d
group by 1, 2, 3;

create index attempts_ended on attempts (ended_at) where ended_at is not null;
create index jobs_live_of_queue on jobs (project, queue, state) where ended_at is null;
create index audit_entries_of_actor on audit_entries (actor, seq desc);
create index audit_entries_by_time on audit_entries (at);
