-- what each project spent in the hours that are over, as the control plane would have counted it hour by hour
update project_hours_until set hour = date_trunc('hour', now(), 'UTC') - interval '1 hour';
delete from project_hours;
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
