-- Copies that make way for others, or go where they serve better.

alter table attempts drop constraint attempts_stop_order_check,
    add constraint attempts_stop_order_check
        check (stop_order in ('CANCEL', 'PREEMPT', 'DRAIN', 'SUSPEND', 'REGROUP', 'MIGRATE'));

-- who was moved lately is left alone
create index attempts_departed on attempts (departing_since) where departing_since is not null;

-- one round at a time, whichever replica has it
create table migration_turn (
    the_only boolean primary key default true check (the_only),
    taken_at timestamptz not null
);
insert into migration_turn (taken_at) values ('-infinity');
