-- All others begin where the first one is.
insert into demand_series (scope, owner, resource, measure, busy_on)
select 'service', 'bench/' || n, 'cpu', 'demand', s.busy_on
from demand_series s, generate_series(1, ${series} - 1) n where s.owner = 'bench/0';
insert into demand_days (day, series, means, maxima)
select d.day, o.id, d.means, d.maxima
from demand_days d join demand_series s on s.id = d.series and s.owner = 'bench/0'
join demand_series o on o.id <> s.id
where d.day >= (select max(day) - 1 from demand_days);
insert into forecast_states (series, origin, state)
select o.id, f.origin, f.state from forecast_states f join demand_series o on o.id <> f.series;
analyze demand_days, demand_series, forecast_states;
