-- One series with three weeks behind it, day and week and noise.
create table demand_days_of_bench partition of demand_days default;
insert into demand_series (scope, owner, resource, measure, busy_on)
values ('service', 'bench/0', 'cpu', 'demand', date '${end}');
insert into demand_days (day, series, means, maxima)
select d.day, s.id, v.points, v.points
from demand_series s
cross join lateral generate_series(timestamp '${end}' - interval '21 days', timestamp '${end}', interval '1 day') g(at)
cross join lateral (select g.at::date as day) d
cross join lateral (
    select array_agg(case when d.day + i * interval '15 min' < timestamp '${end}' then
        (50 + 20 * sin(2 * pi() * i / 96) * case when extract(isodow from d.day) > 5 then 0.4 else 1 end
            + 5 * random())::real end order by i) as points
    from generate_series(0, 95) i) v;
analyze demand_days, demand_series;
