-- How long runs take and how much memory they need, foretold. What teaches is read from attempts; what was learned is kept.

-- the newest runs that came to a good end
create index attempts_that_succeeded on attempts (ended_at) where state = 'SUCCEEDED';

create table runtime_models (
    id           uuid primary key,
    -- seconds of a run, or MiB that it held at most
    target       text not null check (target in ('runtime', 'memory')),
    trained_at   timestamptz not null,
    examples     integer not null check (examples > 0),
    -- how much of its correction is applied, and how far nine of ten later runs were below and above it, as logarithms
    gate_share   double precision not null check (gate_share between 0 and 1),
    gate_low     double precision not null check (gate_low <= 0),
    gate_high    double precision not null check (gate_high >= 0),
    -- the part of later runs not foretold within a factor of two: with it, and by the chain of medians alone
    error        double precision not null,
    error_before double precision not null,
    -- as its learner writes it, its provenance included
    model        bytea not null
);
create index runtime_models_newest on runtime_models (target, trained_at desc);
