-- Copies whose node is silent, as the books have it: few, and looked for again and again.

create index allocations_out_of_sight on allocations (node_id) where state = 'UNKNOWN';
