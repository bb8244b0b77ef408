-- Why no place was found to stand by for an allocation: rewritten by each plan that looks for one and only when it
-- changed; gone as soon as the place stands, or none is wanted.

create table standby_reasons (
    allocation_id uuid primary key references allocations on delete cascade,
    token         text not null,
    sentence      text not null,
    numbers       jsonb not null default '{}',
    -- the whole explanation: other reasons, vetoes, what would fit
    explanation   jsonb not null default '{}',
    since         timestamptz not null
);
