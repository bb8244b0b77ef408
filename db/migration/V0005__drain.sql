-- Nodes that are emptied, and allocations on the move: an allocation has one current placement, and beside it at most one
-- departing copy, which lives on where it was until the next one runs, or until it has obeyed its order to stop.

alter table nodes
    add column drain_reason   text,
    add column drain_since    timestamptz,
    -- until then batch work may end by itself
    add column drain_deadline timestamptz,
    -- stops also what has no other place
    add column drain_force    boolean not null default false,
    -- when it was found empty
    add column drain_done_at  timestamptz;
update nodes set drain_since = now(), drain_reason = admin_reason where admin_state = 'DRAINING';
alter table nodes
    -- a quarantined node may be drained too, and stays quarantined
    add check (admin_state <> 'DRAINING' or drain_since is not null),
    add check (drain_since is null or admin_state in ('DRAINING', 'QUARANTINED')),
    add check ((drain_since is null) = (drain_reason is null)),
    add check (drain_since is not null or (drain_deadline is null and drain_done_at is null and not drain_force));

create index nodes_draining on nodes (id) where drain_since is not null and drain_done_at is null;

-- why work is still on a node that is drained; rewritten by each round that looks, and only when it changed
create table drain_waits (
    allocation_id uuid primary key references allocations on delete cascade,
    node_id       uuid not null references nodes on delete cascade,
    token         text not null,
    sentence      text not null,
    since         timestamptz not null
);
create index drain_waits_of_node on drain_waits (node_id);

alter table attempts
    -- the allocation has been placed anew, and this copy still lives
    add column departing_since   timestamptz,
    -- it may live beside the next one; if not, the next one is not begun before its end
    add column departing_overlap boolean not null default false,
    -- what it holds, whatever later attempts ask for
    add column departing_memory_mib bigint check (departing_memory_mib >= 0),
    -- told to stop, why, and as what it will be filed
    add column stop_order  text check (stop_order in ('CANCEL', 'PREEMPT', 'DRAIN', 'SUSPEND', 'REGROUP')),
    add column stop_reason text,
    add check ((departing_since is null) = (departing_memory_mib is null)),
    add check (departing_since is not null or (stop_order is null and not departing_overlap)),
    add check ((stop_order is null) = (stop_reason is null));
drop index attempts_open;
-- at most one attempt of an allocation is current, and at most one departs
create unique index attempts_open on attempts (allocation_id) where ended_at is null and departing_since is null;
create unique index attempts_departing on attempts (allocation_id) where ended_at is null and departing_since is not null;
create index attempts_departing_of_node on attempts (node_id) where ended_at is null and departing_since is not null;

-- of a group: those copies are not in its other counts
alter table task_groups add column departing integer not null default 0 check (departing >= 0);

-- a departing copy keeps its own right to run
alter table leases drop constraint leases_pkey, add primary key (allocation_id, epoch);
