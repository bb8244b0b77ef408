-- Several control planes on one database: which there are, and which of them leads.

create table replicas (
    id            uuid primary key,
    name          text not null,
    version       text not null,
    http_port     integer not null,
    agent_port    integer not null,
    nodes         integer not null,
    started_at    timestamptz not null,
    -- its signs have come without a break since
    present_since timestamptz not null,
    seen_at       timestamptz not null
);

-- The lease moves each second, the term only when another takes the lead: kept apart, so that whoever checks the term
-- reads a row that rests.
create table lead_lease (
    the_only   boolean primary key default true check (the_only),
    holder     uuid,
    term       bigint not null,
    renewed_at timestamptz not null,
    expires_at timestamptz not null
);
insert into lead_lease (term, renewed_at, expires_at) values (0, '-infinity', '-infinity');

create table lead_term (
    the_only      boolean primary key default true check (the_only),
    term          bigint not null,
    began_at      timestamptz not null,
    -- some control plane has heard agents since, without a break
    contact_since timestamptz not null
);
insert into lead_term (term, began_at, contact_since) values (0, now(), now());

-- Each transaction of a leader begins with it. It holds the term where it is until the transaction has ended: whoever
-- takes the lead waits for that, and what comes later is refused.
create function in_term(mine bigint) returns void language plpgsql as $$
declare
    standing bigint;
begin
    perform pg_advisory_xact_lock_shared(5212801);
    select t.term into standing from lead_term t;
    if standing <> mine then
        raise exception 'term % is over, this is term %', mine, standing using errcode = 'MR001';
    end if;
end $$;

-- Takes the lead if nobody holds it; no row: somebody does. All times are of this database's clock.
create function take_lead(me uuid, lease_length interval)
    returns table (new_term bigint, contact_millis bigint) language plpgsql as $$
declare
    lease  lead_lease;
    moment timestamptz;
begin
    select l.* into lease from lead_lease l for update skip locked;
    if not found then
        return; -- somebody takes or renews it just now
    end if;
    moment := clock_timestamp();
    -- a lease that ends further ahead than a lease is long was written before the clock was set back
    if lease.holder is distinct from me and lease.expires_at > moment and lease.expires_at <= moment + lease_length then
        return;
    end if;
    begin
        perform set_config('lock_timeout', '1s', true);
        perform pg_advisory_xact_lock(5212801);
    exception when lock_not_available then
        -- whoever led was stopped or cut off within a transaction: it is ended for them
        perform pg_terminate_backend(l.pid)
        from pg_locks l
        where l.locktype = 'advisory' and l.classid = 0 and l.objid = 5212801 and l.objsubid = 1 and l.granted
            and l.database = (select d.oid from pg_database d where d.datname = current_database())
            and l.pid <> pg_backend_pid();
        perform set_config('lock_timeout', '5s', true);
        perform pg_advisory_xact_lock(5212801);
    end;
    moment := clock_timestamp();
    update lead_term t
    set term = t.term + 1, began_at = moment,
        contact_since = case
            when exists (
                select from replicas r
                where r.present_since <= lease.renewed_at and r.seen_at > moment - interval '5 seconds')
            then t.contact_since else moment end
    returning t.term, (extract(epoch from moment - t.contact_since) * 1000)::bigint into new_term, contact_millis;
    update lead_lease l set holder = me, term = new_term, renewed_at = moment, expires_at = moment + lease_length;
    return next;
end $$;

-- What all replicas share and nobody else may read, under the key of the installation.
create table shared_secrets (
    name    text primary key,
    sealed  bytea not null,
    made_at timestamptz not null default now()
);
