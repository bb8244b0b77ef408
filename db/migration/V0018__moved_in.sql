-- Who keeps a picture of the fleet in memory reads only what has moved since it last looked. Each row that such a picture
-- is made from tells which transaction wrote it last. Numbers of transactions are given in order but end in any: a reader
-- asks for all from the oldest that had not ended when it last looked, and so misses none, whoever wrote it.

alter table allocations add column moved_in xid8;
alter table task_groups add column moved_in xid8;
alter table jobs        add column moved_in xid8;
alter table nodes       add column moved_in xid8;
alter table node_health add column moved_in xid8;

-- what leaves no row behind: null until it happens
create table traces (
    name     text primary key check (name in ('places', 'vanished')),
    moved_in xid8
);
insert into traces (name) values ('places'), ('vanished');

create function moved() returns trigger language plpgsql as $$
begin
    new.moved_in := pg_current_xact_id();
    return new;
end $$;

create function leaves_trace() returns trigger language plpgsql as $$
begin
    update traces set moved_in = pg_current_xact_id() where name = tg_argv[0];
    return null;
end $$;

create trigger moved before insert or update on allocations for each row execute function moved();
create trigger moved before insert or update on task_groups for each row execute function moved();
create trigger moved before insert or update on jobs for each row execute function moved();
create trigger moved before insert or update on nodes for each row execute function moved();
-- heartbeats move nothing
create trigger moved_first before insert on node_health for each row execute function moved();
create trigger moved before update on node_health for each row
    when (old.contact is distinct from new.contact) execute function moved();

-- few and rarely edited: read together when one of them has changed
create trigger places after insert or update or delete on node_pools for each row execute function leaves_trace('places');
create trigger places_all after truncate on node_pools for each statement execute function leaves_trace('places');
create trigger places after insert or update or delete on clusters for each row execute function leaves_trace('places');
create trigger places_all after truncate on clusters for each statement execute function leaves_trace('places');
create trigger places after insert or update or delete on regions for each row execute function leaves_trace('places');
create trigger places_all after truncate on regions for each statement execute function leaves_trace('places');
create trigger places after insert or update or delete on region_pairs for each row execute function leaves_trace('places');
create trigger places_all after truncate on region_pairs for each statement execute function leaves_trace('places');

create trigger vanished after delete on allocations for each row
    when (old.ended_at is null) execute function leaves_trace('vanished');
create trigger vanished_all after truncate on allocations for each statement execute function leaves_trace('vanished');
create trigger vanished after delete or truncate on nodes for each statement execute function leaves_trace('vanished');

create index allocations_moved on allocations (moved_in) where moved_in is not null;
create index task_groups_moved on task_groups (moved_in) where moved_in is not null;
create index jobs_moved on jobs (moved_in) where moved_in is not null;
create index nodes_moved on nodes (moved_in) where moved_in is not null;
create index node_health_moved on node_health (moved_in) where moved_in is not null;
-- or the first readings would be planned as if a third of all had moved
analyze allocations (moved_in), task_groups (moved_in), jobs (moved_in), nodes (moved_in), node_health (moved_in);
