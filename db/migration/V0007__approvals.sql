-- What waits for a person: somebody, or the plane itself, proposes; another one approves or rejects. Moving rows (named SQL).

create table approvals (
    -- of version 7: the newest has the greatest
    id           uuid primary key,
    -- node-quarantine, drain, queue-change …: what carries it out is found by it
    kind         text not null,
    subject_type text not null,
    -- as in the paths of the API
    subject      text not null,
    subject_name text not null,
    -- null: of the whole installation
    project      text,
    -- how the subject stood when it was proposed; another one makes the proposal stale
    seen         text not null,
    sentence     text not null,
    change       jsonb not null default '{}',
    -- {"figures": {"leaseLosses": 4}, "items": [{"sentence": "…", "at": "…", "link": "/allocations/…"}]}
    evidence     jsonb not null default '{"figures": {}, "items": []}',
    proposed_by  text not null,
    reason       text not null default '',
    proposed_at  timestamptz not null,
    expires_at   timestamptz not null,
    state        text not null default 'PENDING' check (state in ('PENDING', 'APPROVED', 'REJECTED', 'EXPIRED', 'STALE')),
    ended_at     timestamptz,
    ended_by     text,
    ended_reason text,
    version      bigint not null default 0,
    check (expires_at > proposed_at),
    check ((ended_at is not null) = (state <> 'PENDING')),
    check ((ended_by is not null) = (state <> 'PENDING')),
    check ((ended_reason is not null) = (state <> 'PENDING')),
    -- nobody is turned down without a word
    check (state <> 'REJECTED' or ended_reason <> '')
);
-- of one thing one proposal of a kind waits at a time
create unique index approvals_waiting on approvals (kind, subject_type, subject) where state = 'PENDING';
create index approvals_by_state on approvals (state, id desc);
create index approvals_of_subject on approvals (kind, subject_type, subject, ended_at desc) where ended_at is not null;

-- what speaks against a host, by time: of attempts and events a small part
create index attempts_host_faults on attempts (ended_at) where reason in ('START_FAILED', 'NODE_LOST');
create index events_of_silence on events (at) where kind = 'CONTACT_LOST';
