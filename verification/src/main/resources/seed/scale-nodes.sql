-- Nodes of one pool that never speak, ready as far as the books go.
insert into regions (name) values ('scale');
insert into clusters (id, region, name) values (uuidv7(), 'scale', 'c1');
insert into node_pools (id, cluster_id, name) select uuidv7(), id, 'default' from clusters where region = 'scale';
insert into nodes (id, cluster_id, pool_id, name, cpu_millis, memory_mib, disk_mib, drivers)
select uuidv7(), p.cluster_id, p.id, 'n' || lpad(i::text, 5, '0'), ${cores} * 1000, 65536, 1000000, '{process}'
from node_pools p join clusters c on c.id = p.cluster_id, generate_series(1, ${nodes}) i where c.region = 'scale';
insert into node_health (node_id, contact, last_heard_at, connected_since)
select n.id, 'READY', now(), now() from nodes n join clusters c on c.id = n.cluster_id where c.region = 'scale';
