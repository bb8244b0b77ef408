-- Gangs that may go on with fewer members than they have, when after a loss there is no room for all.

alter table task_groups
    -- the fewest that it may start with again; null: all or nothing, or no gang. Set at submission: what was submitted
    -- before keeps the rules that it was submitted under
    add column shrinks_to integer check (shrinks_to between 1 and count - 1),
    -- how many it was last started with, the lowest of its indexes; null: with all
    add column gang_size integer check (gang_size between shrinks_to and count - 1);
