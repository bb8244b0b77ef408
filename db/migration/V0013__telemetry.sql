-- Samples for a fleet: a row holds all that a node or an allocation measured at one moment, not one value of it, which takes
-- a tenth of the disk and of the time. What lies in the old table is not worth its conversion: it lives for days.

drop table samples;

-- what the readings of a row are, in their order; like hosts share one
create table sample_layouts (
    id          integer generated always as identity primary key,
    -- of metrics and devices together: of a host with many devices they are too long for an index
    fingerprint uuid not null unique,
    metrics     text[] not null,
    devices     text[] not null
);

create table samples (
    at            timestamptz not null,
    node_id       uuid not null,
    -- null: of the host
    allocation_id uuid,
    layout        integer not null,
    readings      real[] not null
) partition by range (at);
create index samples_of_node on samples (node_id, at) where allocation_id is null;
create index samples_of_allocation on samples (allocation_id, at) where allocation_id is not null;
-- rows come in order of time: the newest of all nodes are a few pages
create index samples_by_age on samples using brin (at);

-- of each quarter of an hour that is over
create table sample_rollups (
    -- its start
    at            timestamptz not null,
    node_id       uuid not null,
    allocation_id uuid,
    layout        integer not null,
    -- how many rows it was made of
    samples       integer not null,
    means         real[] not null,
    maxima        real[] not null
) partition by range (at);
create index sample_rollups_of_node on sample_rollups (node_id, at) where allocation_id is null;
create index sample_rollups_of_allocation on sample_rollups (allocation_id, at) where allocation_id is not null;
create index sample_rollups_by_age on sample_rollups using brin (at);

-- quarters before this one are rolled up
create table sample_rollups_until (
    only_row boolean primary key default true check (only_row),
    at       timestamptz not null
);
insert into sample_rollups_until (at) values (date_bin('15 min', now(), '2000-01-01 00:00+00'));

-- nodes that sent something of a quarter after its end: that part of it is rolled up anew
create table late_samples (
    slot      timestamptz not null,
    node_id   uuid not null,
    marked_at timestamptz not null default now(),
    primary key (slot, node_id)
);
