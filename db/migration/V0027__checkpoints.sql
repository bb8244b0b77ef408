-- Where a project's checkpoints are kept, and what is known of each allocation's.

alter table projects
    add column checkpoint_uri text check (checkpoint_uri <> ''),
    -- in which it lies; null: where each copy was made
    add column checkpoint_region text,
    -- of copies of tasks that run; 0: no limit
    add column checkpoint_rate bigint check (checkpoint_rate >= 0),
    -- of the backend's settings the names; with their values, credentials among them, they are sealed
    add column checkpoint_settings text[],
    add column checkpoint_sealed text,
    add constraint checkpoints_whole check ((checkpoint_uri is null) = (checkpoint_sealed is null));

-- one row of each allocation that has a store: told by the agents, the newest of its attempts last
create table checkpoints (
    allocation_id uuid primary key references allocations on delete cascade,
    -- of the attempt that was heard last
    epoch         integer not null check (epoch > 0),
    -- the last whole copy, EPOCH-NUMBER; null: there is none yet
    generation    text,
    bytes         bigint not null default 0 check (bytes >= 0),
    files         integer not null default 0 check (files >= 0),
    copy_millis   bigint not null default 0 check (copy_millis >= 0),
    saved_at      timestamptz,
    -- in which it lies
    region        text,
    -- with which that attempt began; null: with none
    restored      text,
    restore_millis bigint not null default 0 check (restore_millis >= 0),
    restoring     boolean not null default false,
    -- why the last copy could not be made
    problem       text,
    changed_at    timestamptz not null,
    check ((generation is null) = (saved_at is null))
) with (fillfactor = 80);

-- what waits is placed by what its checkpoint weighs: whoever keeps a picture of it reads it again
create function checkpoint_weighs() returns trigger language plpgsql as $$
begin
    update allocations set moved_in = pg_current_xact_id() where id = new.allocation_id and state = 'PENDING';
    return null;
end $$;
create trigger weighs after insert on checkpoints for each row when (new.generation is not null)
    execute function checkpoint_weighs();
create trigger weighs_again after update on checkpoints for each row
    when (old.bytes <> new.bytes or old.region is distinct from new.region) execute function checkpoint_weighs();
