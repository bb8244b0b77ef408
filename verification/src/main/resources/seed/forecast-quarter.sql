-- What the quarter that was just over brought to each series.
insert into demand_days as d (day, series, means, maxima)
select day, id, array_fill(null::real, array[before]) || value, array_fill(null::real, array[before]) || value
from (select date '${slot}' as day, id, (50 + 25 * random())::real as value,
        extract(epoch from timestamp '${slot}' - date '${slot}')::int / 900 as before from demand_series) one
on conflict (series, day) do update set
    means[(extract(epoch from timestamp '${slot}' - date '${slot}')::int / 900) + 1] = excluded.means[(extract(epoch from timestamp '${slot}' - date '${slot}')::int / 900) + 1];
update demand_series set busy_on = date '${slot}' where busy_on < date '${slot}';
