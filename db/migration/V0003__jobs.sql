-- What was asked, and how far it is. Edited (JPA): job_specs. Moving (named SQL): all others.
-- The database guards the states: CHECKs tie columns to them, a version serves compare-and-set, an epoch fences.

create table job_specs (
    id            uuid primary key,
    name          text not null,
    project       text not null references projects,
    queue         text not null,
    -- the whole spec as the model writes it, defaults filled
    spec          jsonb not null,
    submitted_by  text not null,
    submitted_at  timestamptz not null,
    foreign key (project, queue) references queues
);

create table jobs (
    id            uuid primary key references job_specs,
    -- copies of the spec's, so that lists need one index and no join
    name          text not null,
    project       text not null,
    queue         text not null,
    type          text not null check (type in ('batch', 'service')),
    priority      integer not null,
    state         text not null check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'SUSPENDED')),
    submitted_at  timestamptz not null,
    started_at    timestamptz,
    ended_at      timestamptz,
    -- asked for by a person; the allocations follow
    cancel_reason text,
    suspended     boolean not null default false,
    -- terms of the leases of its allocations
    disconnect_policy text not null check (disconnect_policy in ('fence', 'keep', 'overlap')),
    lost_after    interval not null check (lost_after > interval '0'),
    version       bigint not null default 0,
    check ((ended_at is not null) = (state in ('SUCCEEDED', 'FAILED', 'CANCELLED')))
);
create index jobs_newest on jobs (submitted_at desc, id desc);
create index jobs_newest_of_project on jobs (project, submitted_at desc, id desc);
create index jobs_live on jobs (state, submitted_at desc, id desc) where ended_at is null;
create index jobs_by_state on jobs (state, submitted_at desc, id desc);

create table task_groups (
    id          uuid primary key,
    job_id      uuid not null references jobs on delete cascade,
    ordinal     integer not null check (ordinal >= 0),
    name        text not null,
    -- instances; of an array its size
    count       integer not null check (count > 0),
    min_count   integer check (min_count between 1 and count),
    gang_group  text,
    depends_on  text[] not null default '{}',
    -- of an array: how many may run at once
    max_running integer check (max_running > 0),
    is_array    boolean not null default false,
    -- the groups that it depends on have succeeded
    ready       boolean not null,
    -- copies of the job's, so that what waits is read in order from one index
    priority    integer not null,
    queued_at   timestamptz not null,
    -- what each instance asks for, so that what is held is summed without reading specs
    cpu_millis  bigint not null check (cpu_millis >= 0),
    memory_mib  bigint not null check (memory_mib >= 0),
    disk_mib    bigint not null check (disk_mib >= 0),
    -- how many allocations are in which state, kept in the transaction that moves them
    waiting     integer not null check (waiting >= 0),
    assigned    integer not null default 0 check (assigned >= 0),
    -- STARTING, RUNNING, UNKNOWN
    active      integer not null default 0 check (active >= 0),
    succeeded   integer not null default 0 check (succeeded >= 0),
    failed      integer not null default 0 check (failed >= 0),
    cancelled   integer not null default 0 check (cancelled >= 0),
    check (waiting + assigned + active + succeeded + failed + cancelled = count),
    unique (job_id, name),
    unique (job_id, ordinal)
) with (fillfactor = 80);
create index task_groups_waiting on task_groups (priority desc, queued_at, job_id, ordinal) where ready and waiting > 0;

create table allocations (
    id             uuid primary key,
    job_id         uuid not null references jobs on delete cascade,
    group_id       uuid not null references task_groups on delete cascade,
    -- 0 … count - 1; MERIDIAN_ARRAY_INDEX, RANK within the group
    index          integer not null check (index >= 0),
    state          text not null check (state in ('PENDING', 'ASSIGNED', 'STARTING', 'RUNNING', 'UNKNOWN', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    -- +1 for each placement; 0 before the first
    epoch          integer not null default 0 check (epoch >= 0),
    node_id        uuid references nodes,
    -- retries that the user's policy paid for; loss of infrastructure spends none
    retries        integer not null default 0 check (retries >= 0),
    -- placements in a row that infrastructure took away
    losses         integer not null default 0 check (losses >= 0),
    -- a back-off: not placed before
    not_before     timestamptz,
    -- ordered to stop: the state follows when the agent has reported
    stop_order     text check (stop_order in ('CANCEL', 'PREEMPT', 'DRAIN', 'SUSPEND', 'REGROUP')),
    stop_reason    text,
    -- of the last end
    exit_code      integer,
    reason         text,
    -- node to shun after a loss
    avoid_node     uuid,
    -- after OOM: memory asked for times this
    memory_factor  double precision not null default 1 check (memory_factor >= 1),
    created_at     timestamptz not null,
    -- when it came into its state
    changed_at     timestamptz not null,
    -- of the copy that runs or ran last
    started_at     timestamptz,
    ended_at       timestamptz,
    version        bigint not null default 0,
    unique (group_id, index),
    -- what is placed has a node and an epoch; what is not has no node
    check ((state in ('ASSIGNED', 'STARTING', 'RUNNING', 'UNKNOWN')) = (node_id is not null)),
    check (node_id is null or epoch > 0),
    check ((ended_at is not null) = (state in ('SUCCEEDED', 'FAILED', 'CANCELLED'))),
    check (state <> 'SUCCEEDED' or exit_code is not null),
    check (stop_order is null or state in ('ASSIGNED', 'STARTING', 'RUNNING', 'UNKNOWN')),
    check ((stop_order is null) = (stop_reason is null)),
    -- a gang that begins again waits together: its members keep the date while they stop
    check (not_before is null or state = 'PENDING' or stop_order is not null)
) with (fillfactor = 80);
create index allocations_of_job on allocations (job_id, group_id, index);
create index allocations_waiting on allocations (group_id, index) where state = 'PENDING';
create index allocations_backing_off on allocations (not_before) where not_before is not null;
create index allocations_placed on allocations (node_id) where node_id is not null;
-- what agents have not reported on or not obeyed yet
create index allocations_unheard on allocations (node_id)
    where node_id is not null and (state = 'ASSIGNED' or stop_order is not null);
-- what waits for another attempt
create index allocations_again on allocations (id) where state = 'PENDING' and epoch > 0;

create table attempts (
    allocation_id uuid not null references allocations on delete cascade,
    epoch         integer not null check (epoch > 0),
    node_id       uuid not null references nodes,
    region        text not null,
    cluster       text not null,
    state         text not null check (state in ('ASSIGNED', 'STARTING', 'RUNNING', 'UNKNOWN', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'LOST', 'FENCED', 'PREEMPTED')),
    reason        text,
    detail        text,
    exit_code     integer,
    -- [{"index":0,"millis":500}]
    devices       jsonb not null default '[]',
    -- scores per goal, runner-up: why here
    placement     jsonb not null default '{}',
    -- the price of what it holds of the node, US dollars per hour, when it was placed
    price_per_hour double precision not null default 0,
    assigned_at   timestamptz not null,
    started_at    timestamptz,
    ended_at      timestamptz,
    peak_memory_mib bigint,
    cpu_time_millis bigint,
    primary key (allocation_id, epoch),
    check ((ended_at is not null) = (state in ('SUCCEEDED', 'FAILED', 'CANCELLED', 'LOST', 'FENCED', 'PREEMPTED')))
);
-- at most one attempt of an allocation is open
create unique index attempts_open on attempts (allocation_id) where ended_at is null;
create index attempts_of_node on attempts (node_id, assigned_at desc);

create table leases (
    allocation_id uuid primary key references allocations on delete cascade,
    epoch         integer not null check (epoch > 0),
    node_id       uuid not null references nodes,
    policy        text not null check (policy in ('fence', 'keep', 'overlap')),
    length        interval not null check (length > interval '0'),
    -- on the database's clock: the last renewal that was granted, plus length
    expires_at    timestamptz not null
);
create index leases_of_node on leases (node_id);
create index leases_by_expiry on leases (expires_at);

-- why an allocation waits, rewritten by each plan that looks at it and only when it changed
create table pending_reasons (
    allocation_id uuid primary key references allocations on delete cascade,
    token         text not null,
    sentence      text not null,
    numbers       jsonb not null default '{}',
    -- the whole explanation: other reasons, vetoes, what would fit, expected start
    explanation   jsonb not null default '{}',
    since         timestamptz not null
);

create table events (
    id            bigint generated always as identity primary key,
    at            timestamptz not null,
    kind          text not null,
    project       text,
    job_id        uuid,
    allocation_id uuid,
    node_id       uuid,
    epoch         integer,
    sentence      text not null,
    data          jsonb not null default '{}'
);
create index events_of_job on events (job_id, id) where job_id is not null;
create index events_of_node on events (node_id, id) where node_id is not null;

create table idempotency_keys (
    -- who used it: keys of two callers never meet
    principal   text not null,
    key         text not null check (length(key) between 1 and 255),
    body_sha256 bytea not null,
    -- null while in flight
    job_id      uuid references job_specs,
    created_at  timestamptz not null,
    primary key (principal, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

create table log_chunks (
    allocation_id uuid not null references allocations on delete cascade,
    epoch         integer not null,
    stream        text not null check (stream in ('stdout', 'stderr')),
    -- bytes of the stream before this chunk
    start         bigint not null check (start >= 0),
    data          bytea not null,
    truncated     boolean not null default false,
    at            timestamptz not null default now(),
    primary key (allocation_id, epoch, stream, start)
);
