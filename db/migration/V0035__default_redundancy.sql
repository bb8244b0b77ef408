-- A project may say in how many regions its jobs have copies, unless they say so themselves.

alter table projects
    add column redundancy_regions integer check (redundancy_regions between 2 and 10),
    add column redundancy_active  boolean,
    add constraint redundancy_is_whole check ((redundancy_regions is null) = (redundancy_active is null));
