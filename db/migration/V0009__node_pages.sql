-- What people ask of hosts and of the history: what each node gave away, what it uses now, which work was taken from whom,
-- and events by kind and project.

-- what is open on a node with the devices that it holds, from the index alone
create index attempts_held on attempts (node_id) include (devices) where ended_at is null;
-- the few that ended because their node was given up
create index attempts_taken on attempts (ended_at desc) where state in ('LOST', 'FENCED');

create index events_of_kind on events (kind, id);
create index events_of_project on events (project, id);

-- samples come in order of time: the newest of all nodes are a few pages, found without reading what is older
create index samples_by_age on samples using brin (at);
