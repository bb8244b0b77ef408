-- What nodes and allocations measured, and what tasks wrote.
do $$ begin
    for d in 0 .. 8 loop
        execute format('create table if not exists samples_%s partition of samples for values from (%L) to (%L)',
            to_char(now() at time zone 'UTC' - interval '7 days' + d * interval '1 day', 'YYYYMMDD'),
            date_trunc('day', now() at time zone 'UTC') - interval '7 days' + d * interval '1 day',
            date_trunc('day', now() at time zone 'UTC') - interval '6 days' + d * interval '1 day');
    end loop;
end $$;

-- every node of late; one in a hundred for six hours
insert into samples (at, node_id, metric, device, value)
select now() - s * interval '30 s', n.id, m.metric, m.device, m.most * greatest(0, least(1, 0.55 + 0.3 * sin(s / 60.0 + n.h) + 0.1 * (random() - 0.5)))
from (select id, cpu_millis, memory_mib, disk_mib, accelerators, abs(hashtext(name)) as h from nodes) n
cross join lateral generate_series(case when n.h % 100 = 0 then 720 else 4 end, 0, -1) s
cross join lateral (
    select * from (values ('cpu.used', '', n.cpu_millis / 1000.0), ('memory.used', '', n.memory_mib * 1.0), ('disk.used', '', n.disk_mib * 0.6),
        ('net.rx', 'eth0', 1.2e9), ('net.tx', 'eth0', 0.9e9)) host(metric, device, most)
    union all
    select g.metric, 'gpu' || d, g.most from generate_series(0, jsonb_array_length(n.accelerators) - 1) d,
        (values ('gpu.utilisation', 1.0), ('gpu.memory.used', 80000.0), ('gpu.temperature', 82.0), ('gpu.power', 690.0)) g(metric, most)) m
order by s desc;

insert into samples (at, node_id, allocation_id, metric, device, value)
select now() - s * interval '60 s', a.node_id, a.id, m.metric, '', m.most * (0.5 + 0.3 * sin(s / 30.0) + 0.1 * random())
from allocations a join task_groups g on g.id = a.group_id join nodes n on n.id = a.node_id,
    generate_series(240, 0, -1) s, lateral (values ('cpu.used', g.cpu_millis / 1000.0), ('memory.used', g.memory_mib * 1.0)) m(metric, most)
where abs(hashtext(n.name)) % 100 = 0
order by s desc;

-- logs of what runs there, and of what ended last
insert into log_chunks (allocation_id, epoch, stream, start, data, at)
select a.id, a.epoch, 'stdout', 0, convert_to(t.text, 'UTF8'), coalesce(a.ended_at, now())
from (select id, epoch, ended_at from allocations where node_id in (select id from nodes where abs(hashtext(name)) % 100 = 0)
    union all (select id, epoch, ended_at from allocations where ended_at is not null order by id desc limit 5000)) a
cross join (select string_agg(format('step %s of 400: loss %s, %s samples/s', i, round((2.5 / (1 + i / 40.0))::numeric, 4), 11800 + i % 37), e'\n' order by i) || e'\n' as text
    from generate_series(1, 400) i) t;
insert into log_chunks (allocation_id, epoch, stream, start, data, at)
select allocation_id, epoch, 'stderr', 0, convert_to(e'warning: the dataset has no index, reading it in order\n', 'UTF8'), at from log_chunks;
