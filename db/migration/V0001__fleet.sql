-- Which machines there are. Edited rows (JPA): regions, region_pairs, clusters, node_pools, nodes.
-- Moving rows (named SQL): node_health.

create table regions (
    name         text primary key check (name ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    provider     text,
    -- unset satisfies no residency rule
    jurisdiction text,
    latitude     double precision check (latitude between -90 and 90),
    longitude    double precision check (longitude between -180 and 180),
    created_at   timestamptz not null default now(),
    version      bigint not null default 0,
    check ((latitude is null) = (longitude is null))
);

create table region_pairs (
    from_region         text not null references regions,
    to_region           text not null references regions,
    egress_usd_per_gb   double precision not null default 0 check (egress_usd_per_gb >= 0),
    -- round trip
    latency_ms          double precision check (latency_ms >= 0),
    bandwidth_mbps      double precision check (bandwidth_mbps > 0),
    version             bigint not null default 0,
    primary key (from_region, to_region)
);

create table clusters (
    id         uuid primary key,
    region     text not null references regions,
    name       text not null check (name ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    labels     jsonb not null default '{}',
    created_at timestamptz not null default now(),
    version    bigint not null default 0,
    unique (region, name)
);

create table node_pools (
    id                uuid primary key,
    cluster_id        uuid not null references clusters,
    name              text not null,
    labels            jsonb not null default '{}',
    -- [{"key":"spot","value":"","effect":"NoSchedule"}]
    taints            jsonb not null default '[]',
    spot              boolean not null default false,
    -- price of one node, US dollars
    price_per_hour    double precision not null default 0 check (price_per_hour >= 0),
    -- 1.0: the reference node
    relative_speed    double precision not null default 1 check (relative_speed > 0),
    min_nodes         integer not null default 0 check (min_nodes >= 0),
    max_nodes         integer check (max_nodes >= min_nodes),
    created_at        timestamptz not null default now(),
    version           bigint not null default 0,
    unique (cluster_id, name)
);

create table nodes (
    id                 uuid primary key,
    cluster_id         uuid not null references clusters,
    pool_id            uuid not null references node_pools,
    name               text not null,
    labels             jsonb not null default '{}',
    taints             jsonb not null default '[]',
    cpu_millis         bigint not null check (cpu_millis >= 0),
    memory_mib         bigint not null check (memory_mib >= 0),
    disk_mib           bigint not null check (disk_mib >= 0),
    network_mbps       bigint not null default 0 check (network_mbps >= 0),
    capacity_declared  boolean not null default false,
    -- [{"index":0,"vendor":"nvidia","model":"H100","memoryMib":81559,"uuid":"GPU-…","declared":false}]
    accelerators       jsonb not null default '[]',
    drivers            text[] not null default '{}',
    address            text not null default '',
    agent_version      text not null default '',
    -- null: the pool's
    price_per_hour     double precision check (price_per_hour >= 0),
    relative_speed     double precision check (relative_speed > 0),
    -- what an operator asked for, apart from health
    admin_state        text not null default 'OPEN' check (admin_state in ('OPEN', 'CORDONED', 'DRAINING', 'QUARANTINED')),
    admin_reason       text not null default '',
    created_at         timestamptz not null default now(),
    version            bigint not null default 0,
    unique (cluster_id, name)
);

create table node_health (
    node_id        uuid primary key references nodes on delete cascade,
    contact        text not null default 'LOST' check (contact in ('READY', 'SUSPECT', 'LOST')),
    boot_id        text not null default '',
    last_heard_at  timestamptz,
    connected_since timestamptz,
    -- grows with every desired state sent to the node
    revision       bigint not null default 0,
    -- when contact was last changed
    changed_at     timestamptz not null default now()
);
create index node_health_by_contact on node_health (contact, last_heard_at);

create table node_certificates (
    serial      text primary key,
    node_id     uuid not null references nodes on delete cascade,
    issued_at   timestamptz not null,
    expires_at  timestamptz not null,
    revoked_at  timestamptz
);
create index node_certificates_by_node on node_certificates (node_id);

-- one-time tokens with which a host joins; only the hash is kept
create table join_tokens (
    id          uuid primary key,
    sha256      bytea not null unique,
    region      text not null,
    cluster     text not null,
    pool        text not null default 'default',
    created_by  text not null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    used_at     timestamptz,
    used_by     uuid references nodes on delete set null,
    check (expires_at <= created_at + interval '15 minutes'),
    check (used_at is not null or used_by is null)
);
