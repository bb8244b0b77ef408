-- What a job may cost in all, US dollars; null: no limit. A copy of its spec's, so that who looks for jobs that have spent it reads no specs.
alter table jobs
    add column max_total_cost double precision check (max_total_cost >= 0);
create index jobs_with_total on jobs (id) where max_total_cost is not null and ended_at is null;

update jobs j
set max_total_cost = cast(s.spec #>> '{budget,maxTotalCost}' as double precision)
from job_specs s
where s.id = j.id and j.ended_at is null and s.spec #>> '{budget,maxTotalCost}' is not null;
