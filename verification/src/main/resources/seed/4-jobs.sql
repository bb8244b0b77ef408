-- Jobs ${from} … ${to}, all of which stand in seed_jobs while their rows are made: one row a job, with the ids that it will have.
drop table if exists seed_jobs, seed_allocations;
create unlogged table seed_jobs as
select uuidv7(t.submitted_at - now()) as id, uuidv7(t.submitted_at - now()) as group_id, j.i, s.*, j.state, o.project, o.queue, o.owner,
    s.name || '-' || lpad(j.i::text, 7, '0') as job_name, t.submitted_at,
    case when j.state in ('QUEUED', 'SUSPENDED') then null else t.started_at end as started_at,
    case when j.state in ('SUCCEEDED', 'FAILED', 'CANCELLED') then t.ended_at end as ended_at
from (select i, abs(hashtext('job' || i)) as h, ${state} as state, ${shape} as shape from generate_series(${from}, ${to}) i) j
join seed_shapes s on s.name = j.shape
join seed_owners o on o.n = j.h % (select count(*) from seed_owners)
cross join lateral (select now() - ${age} as submitted_at) a
cross join lateral (select a.submitted_at, a.submitted_at + (1 + j.h % 90) * interval '1 s' as started_at,
    least(now(), a.submitted_at + (1 + j.h % 90) * interval '1 s' + (10 + j.h % 7200) * interval '1 s') as ended_at) t;

insert into job_specs (id, name, project, queue, spec, submitted_by, submitted_at)
select id, job_name, project, queue, jsonb_build_object('name', job_name, 'type', type, 'project', project, 'queue', queue,
        'retry', '{"max": 2, "backoff": "10s"}'::jsonb, 'runtime', '{}'::jsonb, 'placement', '{}'::jsonb, 'preemptible', false,
        'priorityClass', class, 'taskGroups', jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
            'name', case when gang then 'worker' else 'main' end,
            'task', jsonb_build_object('driver', 'sandbox', 'command', command, 'env', '{"EPOCHS": "3"}'::jsonb, 'network', 'host'),
            'count', case when not is_array then instances end,
            'minCount', case when gang then instances end,
            'array', case when is_array then jsonb_build_object('size', instances, 'maxRunning', running) end,
            'resources', jsonb_strip_nulls(jsonb_build_object('cpu', cpu / 1000, 'memory', memory || 'Mi', 'disk', disk || 'Mi',
                'accelerators', accelerators)))))),
    owner, submitted_at
from seed_jobs;

insert into jobs (id, name, project, queue, type, priority, state, submitted_at, started_at, ended_at, cancel_reason, suspended,
    disconnect_policy, lost_after)
select id, job_name, project, queue, type, priority, state, submitted_at, started_at, ended_at,
    case when state = 'CANCELLED' then 'no longer needed' end, state = 'SUSPENDED', 'fence', '2min'
from seed_jobs;

-- an ended job ended with all it had; a running array has some of each
create unlogged table seed_allocations as
select uuidv7(j.submitted_at - now()) as id, j.id as job_id, j.group_id, j.i, k as index, j.kind, j.project, j.queue, j.job_name, j.submitted_at,
    j.started_at, j.ended_at, j.state as job_state, j.cpu, j.memory,
    case when j.state in ('SUCCEEDED', 'FAILED', 'CANCELLED') then j.state
        when j.state in ('QUEUED', 'SUSPENDED') then 'PENDING'
        when k < j.done then 'SUCCEEDED' when k < j.done + j.running then 'RUNNING' else 'PENDING' end as state,
    1 + case when abs(hashtext(j.id::text || k)) % 25 = 0 then 1 else 0 end as epochs,
    (array['EXIT_CODE', 'EXIT_CODE', 'OOM', 'TIMEOUT'])[1 + abs(hashtext(j.id::text)) % 4] as failure
from seed_jobs j, generate_series(0, case when j.state in ('QUEUED', 'RUNNING', 'SUSPENDED') then j.instances else least(j.instances, 8) end - 1) k;
alter table seed_allocations add column place bigint;
update seed_allocations a set place = p.place from (
    select id, row_number() over (partition by kind order by id) as place from seed_allocations where state = 'RUNNING') p
where a.id = p.id;
update seed_allocations set place = 1 + abs(hashtext(id::text)) % (case kind when 'gang' then ${gangs} when 'gpu' then ${gpus} else ${cpus} end)
where place is null;

insert into task_groups (id, job_id, ordinal, name, count, min_count, max_running, is_array, ready, priority, queued_at, cpu_millis,
    memory_mib, disk_mib, waiting, active, succeeded, failed, cancelled)
select j.group_id, j.id, 0, case when j.gang then 'worker' else 'main' end, a.n, case when j.gang then a.n end,
    case when j.is_array then j.running end, j.is_array, true, j.priority, j.submitted_at, j.cpu, j.memory, j.disk,
    a.waiting, a.active, a.succeeded, a.failed, a.cancelled
from seed_jobs j join (select job_id, count(*) as n, count(*) filter (where state = 'PENDING') as waiting,
        count(*) filter (where state = 'RUNNING') as active, count(*) filter (where state = 'SUCCEEDED') as succeeded,
        count(*) filter (where state = 'FAILED') as failed, count(*) filter (where state = 'CANCELLED') as cancelled
    from seed_allocations group by job_id) a on a.job_id = j.id;

insert into allocations (id, job_id, group_id, index, state, epoch, node_id, losses, exit_code, reason, created_at, changed_at,
    started_at, ended_at)
select a.id, a.job_id, a.group_id, a.index, a.state, case when a.state = 'PENDING' then 0 else a.epochs end,
    case when a.state = 'RUNNING' then p.node_id end, case when a.state = 'RUNNING' then a.epochs - 1 else 0 end,
    case a.state when 'SUCCEEDED' then 0 when 'FAILED' then case a.failure when 'OOM' then 137 else 1 end end,
    case a.state when 'FAILED' then a.failure when 'CANCELLED' then 'no longer needed' end, a.submitted_at,
    coalesce(a.ended_at, a.started_at, a.submitted_at), case when a.state <> 'PENDING' then a.started_at end,
    case when a.state = 'SUCCEEDED' then coalesce(a.ended_at, now() - interval '1 minute') when a.state in ('FAILED', 'CANCELLED') then a.ended_at end
from seed_allocations a left join seed_places p on p.kind = a.kind and p.n = a.place;

-- the first of two was lost, or made room
insert into attempts (allocation_id, epoch, node_id, region, cluster, state, reason, exit_code, devices, placement, price_per_hour,
    assigned_at, started_at, ended_at, peak_memory_mib, cpu_time_millis, project, queue, cpu_millis, memory_mib, device_millis)
select a.id, e, p.node_id, p.region, p.cluster, s.state,
    case when s.state in ('LOST', 'PREEMPTED') then 'the node was silent for longer than the lease' when a.state = 'FAILED' then a.failure end,
    case s.state when 'SUCCEEDED' then 0 when 'FAILED' then case a.failure when 'OOM' then 137 else 1 end end,
    p.devices, case when a.state = 'RUNNING' then jsonb_build_object('score', 412.5, 'goals', jsonb_build_array(
            jsonb_build_object('name', 'price', 'value', p.price, 'weight', 10, 'sentence', format('holds %s%% of a node at $%s per hour', 25, round(p.price::numeric, 2))),
            jsonb_build_object('name', 'fragmentation', 'value', 0.12, 'weight', 25, 'sentence', 'saves 0.120 accelerators'' worth of usable room')),
        'runnerUp', jsonb_build_object('node', p.node_id, 'name', 'eu-north-c2-cpu-017', 'score', 418.1))
        else '{"score": 400, "goals": [], "runnerUp": null}' end,
    p.price, s.began, s.began + interval '1 s', case when s.state <> 'RUNNING' then s.ended end,
    case when s.state <> 'RUNNING' then a.memory * 7 / 10 end, case when s.state <> 'RUNNING' then a.cpu * 55 end,
    a.project, a.queue, a.cpu, a.memory, (select coalesce(sum((d ->> 'millis')::bigint), 0) from jsonb_array_elements(p.devices) d)
from seed_allocations a
join lateral generate_series(1, a.epochs) e on true
join seed_places p on p.kind = a.kind and p.n = case when e = a.epochs then a.place else greatest(1, a.place - 1) end
join lateral (select case when e < a.epochs then 'LOST' else a.state end as state,
    case when e = 1 then a.started_at else a.started_at + 0.5 * (coalesce(a.ended_at, now()) - a.started_at) end as began,
    case when e < a.epochs then a.started_at + 0.4 * (coalesce(a.ended_at, now()) - a.started_at)
        else coalesce(a.ended_at, now()) end as ended) s on true
where a.state <> 'PENDING';

insert into leases (allocation_id, epoch, node_id, policy, length, expires_at)
select id, epoch, node_id, 'fence', '2min', now() + interval '3650 days' from allocations
where node_id is not null and job_id in (select id from seed_jobs);

insert into events (at, kind, project, job_id, allocation_id, node_id, epoch, sentence)
select * from (
    select submitted_at as at, 'SUBMITTED', project, id, null::uuid, null::uuid, null::integer,
        format('%s submitted the job with %s allocation%s to the queue %s of the project %s', owner, instances, case when instances = 1 then '' else 's' end, queue, project)
    from seed_jobs
    union all
    select started_at, 'JOB_RUNNING', project, id, null, null, null, 'the job runs' from seed_jobs where started_at is not null
    union all
    select a.started_at, 'RUNNING', a.project, a.job_id, a.id, p.node_id, a.epochs, format('main[%s] runs (epoch %s on %s)', a.index, a.epochs, n.name)
    from seed_allocations a join seed_places p on p.kind = a.kind and p.n = a.place join nodes n on n.id = p.node_id where a.state = 'RUNNING'
    union all
    select ended_at, 'JOB_' || state, project, id, null, null, null,
        format('the job %s, %s s after its first start', case state when 'CANCELLED' then 'was cancelled' else lower(state) end,
            extract(epoch from ended_at - started_at)::bigint)
    from seed_jobs where ended_at is not null) e
order by at;
