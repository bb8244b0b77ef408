-- Where work may be put: places of three kinds, each used once. What jobs look like.
drop table if exists seed_places, seed_shapes, seed_owners;

create unlogged table seed_places as
select kind, row_number() over (partition by kind order by md5(node_id::text || place)) as n, node_id, region, cluster, devices, price
from (
    select 'cpu' as kind, n.id as node_id, c.region, c.name as cluster, place, '[]'::jsonb as devices, p.price_per_hour / 16 as price
    from nodes n join node_pools p on p.id = n.pool_id join clusters c on c.id = n.cluster_id, generate_series(0, 11) place
    where p.name = 'cpu'
    union all
    select 'gang', n.id, c.region, c.name, 0, '[{"index":0,"millis":1000},{"index":1,"millis":1000},{"index":2,"millis":1000},{"index":3,"millis":1000},{"index":4,"millis":1000},{"index":5,"millis":1000},{"index":6,"millis":1000},{"index":7,"millis":1000}]',
        p.price_per_hour
    from nodes n join node_pools p on p.id = n.pool_id join clusters c on c.id = n.cluster_id
    where p.name = 'h100' and abs(hashtext(n.name)) % 2 = 0
    union all
    select 'gpu', n.id, c.region, c.name, place, jsonb_build_array(jsonb_build_object('index', place, 'millis', 1000)),
        p.price_per_hour / jsonb_array_length(n.accelerators)
    from nodes n join node_pools p on p.id = n.pool_id join clusters c on c.id = n.cluster_id,
        generate_series(0, jsonb_array_length(n.accelerators) - 1) place
    where p.name = 'l4-spot' or (p.name = 'h100' and abs(hashtext(n.name)) % 2 = 1)) all_places
join node_health h using (node_id) where h.contact <> 'LOST';
create index on seed_places (kind, n);
analyze seed_places;

create unlogged table seed_shapes (name text, kind text, type text, priority integer, class text, cpu bigint, memory bigint,
    disk bigint, accelerators text, instances integer, running integer, done integer, gang boolean, is_array boolean,
    command jsonb);
insert into seed_shapes values
    ('preprocess', 'cpu', 'batch', 500, 'standard', 4000, 16384, 20480, null, 1, 1, 0, false, false, '["python3", "preprocess.py", "--shard", "0"]'),
    ('evaluate', 'cpu', 'batch', 100, 'low', 4000, 8192, 10240, null, 1, 1, 0, false, false, '["python3", "-m", "evaluate", "--suite", "nightly"]'),
    ('etl', 'cpu', 'batch', 500, 'standard', 2000, 4096, 51200, null, 1, 1, 0, false, false, '["bash", "-c", "./etl.sh | tee log"]'),
    ('finetune', 'gpu', 'batch', 500, 'standard', 8000, 32768, 102400, 'gpu:1', 1, 1, 0, false, false, '["torchrun", "--nproc-per-node=1", "finetune.py"]'),
    ('inference', 'gpu', 'service', 800, 'high', 4000, 16384, 20480, 'gpu:1', 3, 3, 0, false, false, '["vllm", "serve", "/models/current"]'),
    ('api', 'cpu', 'service', 800, 'high', 2000, 4096, 1024, null, 3, 3, 0, false, false, '["./serve", "--port", "8080"]'),
    ('sweep', 'cpu', 'batch', 100, 'low', 4000, 8192, 10240, null, 100, 50, 20, false, true, '["python3", "sweep.py"]'),
    ('pretrain', 'gang', 'batch', 1000, 'critical', 96000, 1048576, 1048576, 'H100:8', 8, 8, 0, true, false, '["torchrun", "--nnodes=8", "pretrain.py"]');

create unlogged table seed_owners as
select (row_number() over ()) - 1 as n, q.project, q.name as queue, u.name as owner
from queues q join (select name, row_number() over () as k from users where name <> 'admin') u on u.k <= 4 + abs(hashtext(q.project)) % 30
where q.project <> 'default';
