insert into sample_rollups (at, node_id, layout, samples, means, maxima)
select '${slot}', n.id, (select max(id) from sample_layouts), 90, v.points, v.points
from nodes n
cross join lateral (select array_agg((i * 10 + random() + length(n.name) * 0)::real) as points from generate_series(1, 23) i) v;
update sample_rollups_until set at = timestamptz '${slot}' + interval '15 min';
