-- What will be needed: learned models, what was forecast, and how wrong it was.

create table forecast_models (
    id            bigint generated always as identity primary key,
    -- of resource: cpu, memory, …; series of one kind share a model
    kind          text not null,
    -- a challenger waits for somebody to promote it; a shadow is promoted after a day unless it disappoints
    state         text not null check (state in ('champion', 'challenger', 'shadow', 'retired')),
    learner       text not null,
    trained_at    timestamptz not null,
    -- what it learned from, and how
    from_at       timestamptz not null,
    until_at      timestamptz not null,
    rows          integer not null,
    features      text[] not null,
    settings      jsonb not null,
    -- on time that it had not seen: its mean scaled error and that of what it stood against, the share below p95
    mase          double precision not null,
    rival_mase    double precision not null,
    naive_mase    double precision not null,
    coverage      double precision not null,
    -- why it is in its state, for people
    verdict       text not null,
    state_since   timestamptz not null,
    -- when it last became champion; null: never
    promoted_at   timestamptz,
    bytes         bytea not null
);
create unique index forecast_champions on forecast_models (kind) where state = 'champion';
create index forecast_models_of_kind on forecast_models (kind, id);

-- every forecast that was given, for as long as it is held against what came
create table forecasts (
    series   integer not null,
    -- the start of the last slot that was known
    origin   timestamptz not null,
    -- null: experts alone
    model    bigint,
    -- worked out later from what was known then: the past was loaded, or nobody was there to forecast
    replayed boolean not null,
    -- the last value that was known: what the naive forecast says
    last     real,
    -- one element a horizon: 15 and 30 min, 1, 2, 4, 8, 12 and 24 h
    p05      real[] not null,
    p50      real[] not null,
    p95      real[] not null,
    -- of the learned model, 0 to 1
    shares   real[] not null,
    primary key (series, origin)
) partition by range (origin);

-- of each series the newest forecast's inner life
create table forecast_heads (
    series     integer primary key references demand_series on delete cascade,
    origin     timestamptz not null,
    stage      text not null,
    -- what errors are divided by: the mean change from day to day
    scale      double precision not null,
    -- when its errors last became larger for good; null: never
    drifted_at timestamptz,
    -- what a planner provides for, one element a horizon
    ceilings   real[] not null,
    gates      real[] not null,
    -- horizon by horizon, one element a voice; NaN: it has nothing to say
    said       real[] not null,
    weights    real[] not null
) with (fillfactor = 60);

-- sums of a day by series, one element a horizon
create table forecast_errors (
    series integer not null references demand_series on delete cascade,
    -- of the values that were forecast
    day    date not null,
    judged integer[] not null,
    -- absolute ones, in the unit of the series
    errors double precision[] not null,
    naive  double precision[] not null,
    -- values above p95, and below p05
    above  integer[] not null,
    below  integer[] not null,
    primary key (series, day)
);
create index forecast_errors_by_day on forecast_errors (day);

-- what forecasting keeps of a series, saved a few times a day: what came since is read again
create table forecast_states (
    series integer primary key references demand_series on delete cascade,
    origin timestamptz not null,
    state  bytea not null
);

-- and of a kind
create table forecast_pools (
    kind  text primary key,
    state bytea not null
);
