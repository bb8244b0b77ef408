-- On what terms a job may be stopped for others: copies of its spec's, so that plans need not read specs of all that runs.
alter table jobs
    add column preemptible boolean not null default false,
    -- left alone for so long after its start; null: not at all
    add column min_runtime_seconds integer check (min_runtime_seconds > 0),
    -- run time that a stop costs at most, for it leaves checkpoints; null: all of it
    add column loses_at_most_seconds integer check (loses_at_most_seconds > 0);

update jobs j
set preemptible = true, min_runtime_seconds = extract(epoch from cast(s.spec ->> 'minRuntime' as interval)),
    loses_at_most_seconds = extract(epoch from cast(s.spec #>> '{checkpoint,every}' as interval))
from job_specs s
where s.id = j.id and s.spec ->> 'preemptible' = 'true';
