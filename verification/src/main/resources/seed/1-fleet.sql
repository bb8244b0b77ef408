-- The fleet: ten regions, three clusters each, a CPU pool and two GPU pools in each cluster.
select setseed(0.42);

insert into regions (name, provider, jurisdiction, latitude, longitude) values
    ('eu-west', 'aws', 'EU', 53.35, -6.26),
    ('eu-central', 'own', 'EU', 50.11, 8.68),
    ('eu-north', 'gcp', 'EU', 59.33, 18.07),
    ('us-east', 'aws', 'US', 38.95, -77.45),
    ('us-west', 'azure', 'US', 45.84, -119.70),
    ('sa-east', 'aws', 'BR', -23.55, -46.63),
    ('ap-south', 'gcp', 'IN', 19.08, 72.88),
    ('ap-southeast', 'azure', 'SG', 1.35, 103.82),
    ('ap-northeast', 'own', 'JP', 35.68, 139.69),
    ('af-south', 'aws', 'ZA', -33.92, 18.42);

-- latency by great circle at two thirds of the speed of light, there and back, and some switching
insert into region_pairs (from_region, to_region, egress_usd_per_gb, latency_ms, bandwidth_mbps)
select a.name, b.name,
    case when a.provider = 'own' then 0.01 when a.jurisdiction = b.jurisdiction then 0.02 else 0.09 end,
    round((4 + 12742 * asin(sqrt(power(sind((b.latitude - a.latitude) / 2), 2) + cosd(a.latitude) * cosd(b.latitude)
        * power(sind((b.longitude - a.longitude) / 2), 2))) / 100)::numeric, 1),
    10000
from regions a join regions b on a.name <> b.name;

insert into clusters (id, region, name, labels)
select uuidv7(), r.name, 'c' || c, jsonb_build_object('generation', (2023 + c)::text)
from regions r, generate_series(1, 3) c order by r.name, c;

insert into node_pools (id, cluster_id, name, spot, price_per_hour, relative_speed, labels, taints, max_nodes)
select uuidv7(), c.id, p.name, p.spot, p.price, p.speed, jsonb_build_object('tier', p.tier), p.taints::jsonb, 1000
from clusters c, (values
    ('cpu', false, 2.72, 1.0, 'general', '[]'),
    ('h100', false, 32.77, 1.0, 'training', '[]'),
    ('l4-spot', true, 1.31, 0.8, 'inference', '[{"key":"spot","value":"","effect":"NoSchedule"}]'))
    p(name, spot, price, speed, tier, taints);

-- six in ten have processors only, a quarter eight H100, the rest four L4
insert into nodes (id, cluster_id, pool_id, name, labels, cpu_millis, memory_mib, disk_mib, network_mbps, accelerators,
    drivers, address, agent_version, created_at)
select uuidv7(interval '-60 days' + i * interval '1 second'), c.id, p.id,
    format('%s-%s-%s-%s', c.region, c.name, p.name, lpad((i / 30)::text, 3, '0')),
    jsonb_build_object('os', 'linux', 'arch', 'amd64', 'zone', chr(97 + i % 3), 'rack', 'r' || (i / 30) % 40,
        'cpu.model', case when p.name = 'cpu' then 'AMD EPYC 9354' else 'Intel Xeon 8480C' end,
        'hostname', format('%s-%s', p.name, i)),
    case p.name when 'cpu' then 64000 when 'h100' then 192000 else 48000 end,
    case p.name when 'cpu' then 262144 when 'h100' then 2097152 else 196608 end,
    case p.name when 'cpu' then 1900000 else 7600000 end,
    case p.name when 'h100' then 400000 else 25000 end,
    case p.name when 'cpu' then '[]' else (
        select jsonb_agg(jsonb_build_object('index', d, 'vendor', 'nvidia',
            'model', case p.name when 'h100' then 'H100' else 'L4' end,
            'memoryMib', case p.name when 'h100' then 81559 else 23034 end,
            'uuid', 'GPU-' || md5(i || '-' || d)::uuid, 'declared', false))
        from generate_series(0, case p.name when 'h100' then 7 else 3 end) d) end,
    '{sandbox,process}', format('10.%s.%s.%s', i % 30, i / 256, i % 256), '0.1.0', now() - interval '60 days'
from generate_series(0, ${nodes} - 1) i
join lateral (select id, region, name from clusters order by region, name offset i % 30 limit 1) c on true
join node_pools p on p.cluster_id = c.id
    and p.name = case when (i / 30) % 20 < 12 then 'cpu' when (i / 30) % 20 < 17 then 'h100' else 'l4-spot' end;

update nodes set admin_state = 'CORDONED', admin_reason = 'firmware of the network card' where abs(hashtext(name)) % 200 = 1;
update nodes set admin_state = 'QUARANTINED', admin_reason = 'uncorrectable memory errors on GPU 3' where abs(hashtext(name)) % 1000 = 2;
update nodes set admin_state = 'DRAINING', admin_reason = 'kernel upgrade', drain_reason = 'kernel upgrade',
    drain_since = now() - interval '20 minutes', drain_deadline = now() + interval '2 hours'
where abs(hashtext(name)) % 500 = 3;

-- who is silent is not so lately: nobody is judged anew by a loop that starts
insert into node_health (node_id, contact, boot_id, last_heard_at, connected_since, revision, changed_at)
select id, case when h % 300 = 4 then 'SUSPECT' when h % 250 = 5 then 'LOST' else 'READY' end, md5(name),
    now() - case when h % 300 = 4 then interval '25 s' when h % 250 = 5 then interval '3 hours' else interval '2 s' end,
    now() - (h % 30) * interval '1 day', 100 + h % 900, now() - (h % 30) * interval '1 day'
from (select id, name, abs(hashtext(name)) as h from nodes) n;
