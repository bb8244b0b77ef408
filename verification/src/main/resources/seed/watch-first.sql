create table sample_rollups_of_bench partition of sample_rollups default;
insert into sample_layouts (fingerprint, metrics, devices)
select gen_random_uuid(), array_agg('metric.' || i), array_agg(case when i > 10 then 'gpu' || i % 8 else '' end)
from generate_series(1, 23) i;
