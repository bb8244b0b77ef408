-- What is needed, over time: one series for each cluster, pool, project and service, resource and measure, in slots of
-- 15 minutes. A row holds a day of a series, so that weeks of it are a few pages.

create table demand_series (
    id       integer generated always as identity primary key,
    scope    text not null check (scope in ('cluster', 'pool', 'project', 'service')),
    -- region/cluster, region/cluster/pool, project, project/service
    owner    text not null,
    -- cpu (cores), memory, storage (MiB), network (B/s), accelerator:MODEL (devices), requests (1/s), response-time (s)
    resource text not null,
    measure  text not null check (measure in ('used', 'allocated', 'demand', 'capacity')),
    -- the last day on which it was more than nothing: one that is idle for weeks is observed no more
    busy_on  date not null,
    unique (scope, owner, resource, measure)
);

-- of the slots that are not over yet: what each look found
create table demand_observations (
    at     timestamptz not null,
    series integer not null references demand_series on delete cascade,
    value  double precision not null,
    primary key (at, series)
);

-- slot n of a day (UTC) is element n + 1; null or beyond the end: nobody looked
create table demand_days (
    day    date not null,
    series integer not null,
    means  real[] not null,
    maxima real[] not null,
    primary key (series, day)
) partition by range (day);

-- what was not observed here but loaded from elsewhere: of a series everything in a span
create table demand_loads (
    series    integer primary key references demand_series on delete cascade,
    from_at   timestamptz not null,
    to_at     timestamptz not null check (to_at > from_at),
    -- where it comes from, for people
    source    text not null,
    loaded_at timestamptz not null
);
