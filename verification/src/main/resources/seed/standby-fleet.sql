-- Nodes of four regions that never speak, ready as far as the books go; jobs that run in the first of them, each with a place
-- that stands by in the second.
insert into regions (name) select 'standby-' || r from generate_series(1, 4) r;
insert into clusters (id, region, name) select uuidv7(), 'standby-' || r, 'c1' from generate_series(1, 4) r;
insert into node_pools (id, cluster_id, name) select uuidv7(), id, 'default' from clusters where region like 'standby-%';
insert into nodes (id, cluster_id, pool_id, name, cpu_millis, memory_mib, disk_mib, drivers)
select uuidv7(), p.cluster_id, p.id, c.region || '-n' || lpad(i::text, 5, '0'), 8000, 65536, 1000000, '{process}'
from node_pools p join clusters c on c.id = p.cluster_id, generate_series(1, ${nodes} / 4) i where c.region like 'standby-%';
insert into node_health (node_id, contact, last_heard_at, connected_since)
select n.id, 'READY', now(), now() from nodes n join clusters c on c.id = n.cluster_id where c.region like 'standby-%';
create temp table ready_jobs as
select uuidv7() as id, uuidv7() as group_id, uuidv7() as allocation_id, j from generate_series(0, ${jobs} - 1) j;
insert into job_specs (id, name, project, queue, spec, submitted_by, submitted_at)
select id, 'ready', 'default', 'default', jsonb_build_object('name', 'ready', 'type', 'service', 'project', 'default', 'queue', 'default',
        'retry', '{"max": 2, "backoff": "10s"}'::jsonb, 'runtime', '{}'::jsonb, 'placement', '{}'::jsonb, 'preemptible', false,
        'priorityClass', 'standard', 'redundancy', '{"regions": 2, "mode": "standby"}'::jsonb,
        'taskGroups', jsonb_build_array(jsonb_build_object('name', 'main', 'count', 1,
            'task', '{"driver": "process", "command": ["true"], "env": {}, "network": "host"}'::jsonb,
            'resources', '{"cpu": 1, "memory": "64Mi", "disk": "0Mi"}'::jsonb))),
    'admin', now()
from ready_jobs;
insert into jobs (id, name, project, queue, type, priority, state, submitted_at, started_at, suspended, disconnect_policy, lost_after)
select id, 'ready', 'default', 'default', 'service', 500, 'RUNNING', now(), now(), false, 'overlap', '15s' from ready_jobs;
insert into task_groups (id, job_id, ordinal, name, count, ready, priority, queued_at, cpu_millis, memory_mib, disk_mib, waiting, active, standbys)
select group_id, id, 0, 'main', 1, true, 500, now(), 1000, 64, 0, 0, 1, 1 from ready_jobs;
create temp table places as
select n.id, c.region, row_number() over (partition by c.region order by n.name) - 1 as place
from nodes n join clusters c on c.id = n.cluster_id where c.region in ('standby-1', 'standby-2');
insert into allocations (id, job_id, group_id, index, state, epoch, node_id, created_at, changed_at, started_at)
select j.allocation_id, j.id, j.group_id, 0, 'RUNNING', 1, p.id, now(), now(), now()
from ready_jobs j join places p on p.region = 'standby-1' and p.place = j.j % (${nodes} / 4);
insert into attempts (allocation_id, epoch, node_id, region, cluster, state, devices, placement, price_per_hour, assigned_at, started_at,
    project, queue, cpu_millis, memory_mib, device_millis)
select a.id, 1, a.node_id, 'standby-1', 'c1', 'RUNNING', '[]', '{"score": 0, "goals": [], "runnerUp": null}', 0, now(), now(),
    'default', 'default', 1000, 64, 0
from allocations a join ready_jobs j on j.id = a.job_id;
insert into leases (allocation_id, epoch, node_id, policy, length, expires_at)
select a.id, 1, a.node_id, 'overlap', '15s', now() + interval '3650 days' from allocations a join ready_jobs j on j.id = a.job_id;
insert into standbys (id, allocation_id, node_id, region, cluster, project, queue, cpu_millis, memory_mib, device_millis, assigned_at,
    prepared_at)
select uuidv7(), j.allocation_id, p.id, p.region, 'c1', 'default', 'default', 1000, 64, 0, now(), now()
from ready_jobs j join places p on p.region = 'standby-2' and p.place = j.j % (${nodes} / 4);
drop table ready_jobs, places;
