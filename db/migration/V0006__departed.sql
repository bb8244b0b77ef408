-- A node that has said goodbye holds nothing, whatever was placed on it in the moment before that was heard.
alter table node_health add departed boolean not null default false;
create index node_health_departed on node_health (node_id) where departed;
