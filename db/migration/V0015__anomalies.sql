-- Series that left the band that their own past led to expect.

create table anomalies (
    id            uuid primary key,
    -- 'node', or a scope of demand: cluster, pool, project, service
    subject_type  text not null check (subject_type in ('node', 'cluster', 'pool', 'project', 'service')),
    -- a node's id, or the owner of a demand series
    subject       text not null,
    subject_name  text not null,
    project       text,
    metric        text not null,
    device        text not null default '',
    since         timestamptz not null,
    -- the last value outside of the band
    until         timestamptz not null,
    -- null: it goes on
    ended_at      timestamptz,
    -- of the worst value: powers of ten (4: seen once in 10,000), what it was and what was expected
    score         double precision not null check (score >= 0),
    observed      double precision not null,
    band_low      double precision not null,
    expected      double precision not null,
    band_high     double precision not null,
    -- how many values were outside
    readings      integer not null default 1 check (readings > 0),
    check (band_low <= expected and expected <= band_high),
    check (until >= since and (ended_at is null or ended_at >= until))
);
-- one thing goes wrong once at a time
create unique index anomalies_open on anomalies (subject_type, subject, metric, device) where ended_at is null;
create index anomalies_of_subject on anomalies (subject_type, subject, id desc);
create index anomalies_of_project on anomalies (project, id desc) where project is not null;

-- what has been learned of a subject's series: Detector states by metric and device
create table watched_series (
    subject_type text not null,
    subject      text not null,
    -- values before it have been looked at
    seen_until   timestamptz not null,
    state        bytea not null,
    primary key (subject_type, subject)
) with (fillfactor = 70);
