-- How each plan that placed or searched anything came about: what the fast path had, what the solver made of it, and which region
-- bid what for work that more than one wanted. Written once, removed when old.
create table plans (
    id uuid primary key,
    at timestamptz not null,
    regions integer not null check (regions >= 0),
    placed integer not null check (placed >= 0),
    waiting integer not null check (waiting >= 0),
    stale integer not null check (stale >= 0),
    -- points are of the soft goals, less is better
    fast_placed integer not null,
    fast_points double precision not null,
    fast_seconds double precision not null,
    searched integer not null,
    solver_placed integer not null,
    points double precision not null,
    gain double precision not null,
    solver_seconds double precision not null,
    explanation_seconds double precision not null,
    bids integer not null,
    awarded integer not null,
    transfers integer not null check (transfers <= awarded)
);
create index plans_by_time on plans (at);

-- The first of a plan, transfers before others.
create table plan_awards (
    plan_id uuid not null references plans (id) on delete cascade,
    position integer not null,
    allocation_id uuid not null,
    job_id uuid not null,
    project text not null,
    kind text not null check (kind in ('BID', 'FOUND', 'TRANSFER')),
    region text not null,
    -- [{region, node, score, goals: {name: points}}], the least first
    bids jsonb not null,
    primary key (plan_id, position)
);
