-- Failover drills: a region is lost to chosen copies, and to nothing else.
create table drills (
    id         uuid primary key,
    region     text not null,
    reason     text not null,
    started_by text not null,
    -- by the clock that the beginnings of attempts are told by, for they are compared
    started_at timestamptz not null,
    deadline   timestamptz not null,
    ended_at   timestamptz,
    -- RECOVERED: all that may go elsewhere runs elsewhere; INCOMPLETE: not until the deadline
    outcome    text check (outcome in ('RECOVERED', 'INCOMPLETE', 'ABORTED')),
    check ((ended_at is null) = (outcome is null))
);
-- one of a region at a time
create unique index drills_open on drills (region) where ended_at is null;

-- the copies that were cut off
create table drill_copies (
    drill_id      uuid not null references drills on delete cascade,
    allocation_id uuid not null references allocations on delete cascade,
    epoch         integer not null,
    node_id       uuid not null references nodes,
    policy        text not null,
    lease         interval not null,
    -- the region that takes it not while the drill lasts; null after that
    shut          text,
    primary key (drill_id, allocation_id)
);
create index drill_copies_shut on drill_copies (allocation_id) where shut is not null;

-- a lease that a drill withholds is not granted again
alter table leases add column withheld_by uuid references drills on delete set null;
create index leases_withheld on leases (withheld_by) where withheld_by is not null;
