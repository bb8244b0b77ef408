-- Series that nobody has forecast yet, with four weeks behind them.
insert into demand_series (scope, owner, resource, measure, busy_on)
select 'project', 'fresh-' || n, 'cpu', 'demand', date '${end}' from generate_series(1, ${fresh}) n;
insert into demand_days (day, series, means, maxima)
select d.day, s.id, v.points, v.points
from demand_series s
cross join lateral generate_series(timestamp '${end}' - interval '28 days', timestamp '${end}', interval '1 day') g(at)
cross join lateral (select g.at::date as day) d
cross join lateral (
    select array_agg(case when d.day + i * interval '15 min' < timestamp '${end}' then
        (50 + s.id % 7 + 20 * sin(2 * pi() * i / 96) + 5 * random())::real end order by i) as points
    from generate_series(0, 95) i) v
where s.scope = 'project';
