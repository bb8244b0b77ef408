-- What nodes and allocations measured, and what tasks wrote.
do $$ begin
    for d in 0 .. 8 loop
        execute format('create table if not exists samples_%s partition of samples for values from (%L) to (%L)',
            to_char(now() at time zone 'UTC' - interval '7 days' + d * interval '1 day', 'YYYYMMDD'),
            date_trunc('day', now() at time zone 'UTC') - interval '7 days' + d * interval '1 day',
            date_trunc('day', now() at time zone 'UTC') - interval '6 days' + d * interval '1 day');
    end loop;
end $$;

do $$ begin
    for m in 0 .. 2 loop
        execute format('create table if not exists sample_rollups_%s partition of sample_rollups for values from (%L) to (%L)',
            to_char(date_trunc('month', now() at time zone 'UTC') - interval '1 month' + m * interval '1 month', 'YYYYMM'),
            date_trunc('month', now() at time zone 'UTC') - interval '1 month' + m * interval '1 month',
            date_trunc('month', now() at time zone 'UTC') + m * interval '1 month');
    end loop;
end $$;

-- what each kind of node measures
create temp table seed_layouts as
select n as devices, array['cpu.used', 'memory.used', 'disk.used', 'net.rx', 'net.tx']
        || coalesce((select array_agg(g order by d, g) from generate_series(0, n - 1) d,
            unnest(array['gpu.memory.used', 'gpu.power', 'gpu.temperature', 'gpu.utilisation']) g), '{}') as metrics,
    array['', '', '', 'eth0', 'eth0']
        || coalesce((select array_agg('gpu' || d order by d, g) from generate_series(0, n - 1) d,
            unnest(array['gpu.memory.used', 'gpu.power', 'gpu.temperature', 'gpu.utilisation']) g), '{}') as devices_of
from (select distinct jsonb_array_length(accelerators) as n from nodes) k;
insert into sample_layouts (fingerprint, metrics, devices) select gen_random_uuid(), metrics, devices_of from seed_layouts;
insert into sample_layouts (fingerprint, metrics, devices)
values (gen_random_uuid(), '{cpu.used,memory.used,memory.peak}', '{"","",""}');

-- what a node shows of what it has, so far a wave as the moment says
create function pg_temp.shown(most float8[], s int, h int) returns real[] language sql as $$
    select array_agg((m * greatest(0, least(1, 0.55 + 0.3 * sin(s / 60.0 + h) + 0.1 * (random() - 0.5))))::real order by i)
    from unnest(most) with ordinality u(m, i) $$;
create temp table seed_measured as
select n.id, abs(hashtext(n.name)) as h, l.id as layout,
    array[n.cpu_millis / 1000.0, n.memory_mib, n.disk_mib * 0.6, 1.2e9, 0.9e9]
        || coalesce((select array_agg(m) from generate_series(1, k.devices), unnest(array[80000, 690, 82, 1]) m), '{}')::float8[] as most
from nodes n join seed_layouts k on k.devices = jsonb_array_length(n.accelerators)
join sample_layouts l on l.metrics = k.metrics and l.devices = k.devices_of;

-- every node of late; one in a hundred for six hours, and by the quarter of an hour for a month
insert into samples (at, node_id, layout, readings)
select now() - s * interval '30 s', n.id, n.layout, pg_temp.shown(n.most, s, n.h)
from seed_measured n cross join lateral generate_series(case when n.h % 100 = 0 then 720 else 4 end, 0, -1) s
order by s desc;
insert into sample_rollups (at, node_id, layout, samples, means, maxima)
select date_bin('15 min', now(), '2000-01-01') - s * interval '15 min', n.id, n.layout, 90, v.shown,
    (select array_agg((x * 1.1)::real) from unnest(v.shown) x)
from seed_measured n cross join lateral generate_series(2688, 1, -1) s
cross join lateral (select pg_temp.shown(n.most, s * 30, n.h) as shown) v
where n.h % 100 = 0 order by s desc;

insert into samples (at, node_id, allocation_id, layout, readings)
select now() - s * interval '60 s', a.node_id, a.id, l.id, array[g.cpu_millis / 1000.0 * v.part, g.memory_mib * v.part, g.memory_mib * 0.9]::real[]
from allocations a join task_groups g on g.id = a.group_id join nodes n on n.id = a.node_id,
    sample_layouts l, generate_series(240, 0, -1) s, lateral (select 0.5 + 0.3 * sin(s / 30.0) + 0.1 * random() as part) v
where abs(hashtext(n.name)) % 100 = 0 and l.metrics = '{cpu.used,memory.used,memory.peak}'
order by s desc;
update sample_rollups_until set at = date_bin('15 min', now(), '2000-01-01');

-- logs of what runs there, and of what ended last
insert into log_chunks (allocation_id, epoch, stream, start, data, at)
select a.id, a.epoch, 'stdout', 0, convert_to(t.text, 'UTF8'), coalesce(a.ended_at, now())
from (select id, epoch, ended_at from allocations where node_id in (select id from nodes where abs(hashtext(name)) % 100 = 0)
    union all (select id, epoch, ended_at from allocations where ended_at is not null order by id desc limit 5000)) a
cross join (select string_agg(format('step %s of 400: loss %s, %s samples/s', i, round((2.5 / (1 + i / 40.0))::numeric, 4), 11800 + i % 37), e'\n' order by i) || e'\n' as text
    from generate_series(1, 400) i) t;
insert into log_chunks (allocation_id, epoch, stream, start, data, at)
select allocation_id, epoch, 'stderr', 0, convert_to(e'warning: the dataset has no index, reading it in order\n', 'UTF8'), at from log_chunks;
