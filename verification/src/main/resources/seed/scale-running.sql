-- Arrays of a thousand copies each that run on those nodes, a core a copy, until all cores are held.
create temp table busy_jobs as
select uuidv7() as id, uuidv7() as group_id, j, least(1000, ${running} - j * 1000) as size from generate_series(0, (${running} - 1) / 1000) j;
insert into job_specs (id, name, project, queue, spec, submitted_by, submitted_at)
select id, 'busy', 'default', 'default', jsonb_build_object('name', 'busy', 'type', 'batch', 'project', 'default', 'queue', 'default',
        'retry', '{"max": 2, "backoff": "10s"}'::jsonb, 'runtime', '{}'::jsonb, 'placement', '{}'::jsonb, 'preemptible', false,
        'priorityClass', 'standard', 'taskGroups', jsonb_build_array(jsonb_build_object('name', 'main',
            'task', '{"driver": "process", "command": ["true"], "env": {}, "network": "host"}'::jsonb,
            'array', jsonb_build_object('size', size), 'resources', '{"cpu": 1, "memory": "64Mi", "disk": "0Mi"}'::jsonb))),
    'admin', now()
from busy_jobs;
insert into jobs (id, name, project, queue, type, priority, state, submitted_at, started_at, suspended, disconnect_policy, lost_after)
select id, 'busy', 'default', 'default', 'batch', 500, 'RUNNING', now(), now(), false, 'fence', '2min' from busy_jobs;
insert into task_groups (id, job_id, ordinal, name, count, is_array, ready, priority, queued_at, cpu_millis, memory_mib, disk_mib, waiting, active)
select group_id, id, 0, 'main', size, true, true, 500, now(), 1000, 64, 0, 0, size from busy_jobs;
with places as (
    select n.id, row_number() over (order by n.name) - 1 as place from nodes n join clusters c on c.id = n.cluster_id where c.region = 'scale')
insert into allocations (id, job_id, group_id, index, state, epoch, node_id, created_at, changed_at, started_at)
select uuidv7(), j.id, j.group_id, i, 'RUNNING', 1, p.id, now(), now(), now()
from busy_jobs j cross join lateral generate_series(0, j.size - 1) i join places p on p.place = (j.j * 1000 + i) % ${nodes};
insert into attempts (allocation_id, epoch, node_id, region, cluster, state, devices, placement, price_per_hour, assigned_at, started_at,
    project, queue, cpu_millis, memory_mib, device_millis)
select a.id, 1, a.node_id, 'scale', 'c1', 'RUNNING', '[]', '{"score": 0, "goals": [], "runnerUp": null}', 0, now(), now(),
    'default', 'default', 1000, 64, 0
from allocations a join busy_jobs j on j.id = a.job_id;
insert into leases (allocation_id, epoch, node_id, policy, length, expires_at)
select a.id, 1, a.node_id, 'fence', '2min', now() + interval '3650 days' from allocations a join busy_jobs j on j.id = a.job_id;
drop table busy_jobs;
