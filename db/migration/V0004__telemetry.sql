-- What is measured: raw samples in partitions of one day, made ahead and dropped by the telemetry module's upkeep loop.

create table samples (
    at            timestamptz not null,
    node_id       uuid not null,
    -- null: of the host
    allocation_id uuid,
    metric        text not null,
    device        text not null default '',
    value         double precision not null
) partition by range (at);
create index samples_of_node on samples (node_id, metric, at) where allocation_id is null;
create index samples_of_allocation on samples (allocation_id, metric, at) where allocation_id is not null;

-- for retention; chunks come in order of time, so a few pages of index serve
create index log_chunks_by_age on log_chunks using brin (at);
