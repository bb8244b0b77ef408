-- Copies in several regions: places that are held and prepared elsewhere, to go on there when the copy that runs is lost.

alter table task_groups
    -- prepared places that each allocation is to have beside its own
    add column standbys integer not null default 0 check (standbys between 0 and 9);
create index task_groups_with_standbys on task_groups (job_id) where standbys > 0 and assigned + active > 0;

update task_groups g set standbys = coalesce(cast(s.spec #>> '{redundancy,regions}' as integer), 2) - 1
from job_specs s join jobs j on j.id = s.id
where s.id = g.job_id and j.ended_at is null and s.spec -> 'redundancy' is not null
    and coalesce(s.spec #>> '{redundancy,mode}', 'standby') = 'standby'
    and s.spec -> 'redundancy' <> 'null'
    and g.gang_group is null and not (coalesce(g.min_count, 0) = g.count and g.count > 1);

create table standbys (
    id             uuid primary key,
    allocation_id  uuid not null references allocations on delete cascade,
    node_id        uuid not null references nodes,
    region         text not null,
    cluster        text not null,
    -- what it holds of its node, as an attempt does
    devices        jsonb not null default '[]',
    placement      jsonb not null default '{}',
    price_per_hour double precision not null default 0,
    project        text not null,
    queue          text not null,
    cpu_millis     bigint not null,
    memory_mib     bigint not null,
    device_millis  bigint not null,
    assigned_at    timestamptz not null,
    -- by its agent's word: all that can be fetched and looked after before the start is there
    prepared_at    timestamptz,
    -- the checkpoint that it has fetched
    generation     text,
    -- why it cannot be prepared, a sentence
    problem        text,
    ended_at       timestamptz,
    -- PROMOTED: its allocation went on there
    outcome        text check (outcome in ('PROMOTED', 'DROPPED')),
    reason         text,
    check ((ended_at is null) = (outcome is null))
) with (fillfactor = 80);
-- one of an allocation in a region
create unique index standbys_open on standbys (allocation_id, region) where ended_at is null;
create index standbys_of_allocation on standbys (allocation_id, assigned_at);
create index standbys_of_node on standbys (node_id) where ended_at is null;
create index standbys_ended on standbys (ended_at) where ended_at is not null;

-- whoever keeps a picture of what is held reads the allocation again
create function standby_moved() returns trigger language plpgsql as $$
begin
    update allocations set moved_in = pg_current_xact_id() where id = new.allocation_id;
    return null;
end $$;
create trigger holds after insert on standbys for each row execute function standby_moved();
create trigger holds_no_more after update on standbys for each row
    when (old.ended_at is distinct from new.ended_at) execute function standby_moved();

-- all that costs something and counts for the quota: what runs and ran, and what stood by for it
create view holdings as
select allocation_id, node_id, region, cluster, price_per_hour, project, queue, cpu_millis, memory_mib, device_millis,
    assigned_at, ended_at
from attempts
union all
select allocation_id, node_id, region, cluster, price_per_hour, project, queue, cpu_millis, memory_mib, device_millis,
    assigned_at, ended_at
from standbys;
