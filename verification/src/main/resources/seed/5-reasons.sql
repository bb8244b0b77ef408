-- Why each waits.
insert into pending_reasons (allocation_id, token, sentence, numbers, explanation, since)
select a.id, r.token, r.sentence, r.numbers::jsonb, jsonb_build_object(
        'queue', jsonb_build_object('name', j.queue, 'position', row_number() over (partition by j.project, j.queue order by j.priority desc, j.submitted_at)),
        'vetoes', case r.token when 'WaitingForQuota' then '[]'::jsonb else jsonb_build_array(
            jsonb_build_object('token', 'InsufficientResources', 'nodes', 8200, 'sentence', 'not enough accelerators free: 8 asked for, 3 free', 'numbers', '{"asked": 8, "free": 3}'::jsonb, 'waitingHelps', true),
            jsonb_build_object('token', 'NoMatchingNode', 'nodes', 1800, 'sentence', 'the node has no accelerator of the model H100', 'numbers', '{}'::jsonb, 'waitingHelps', false)) end,
        'wouldFitIf', jsonb_build_array(jsonb_build_object('change', 'accelerators: 3 or less', 'nodes', 41)),
        'otherReasons', '[]'::jsonb,
        'expectedStart', case when r.token in ('NoMatchingNode', 'Suspended') then null else jsonb_build_object(
            'p10', to_char(now() + interval '10 minutes', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'p50', to_char(now() + interval '35 minutes', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
            'p90', to_char(now() + interval '3 hours', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) end),
    greatest(j.submitted_at, now() - interval '2 hours')
from allocations a join jobs j on j.id = a.job_id
join task_groups g on g.id = a.group_id
cross join lateral (select case when j.suspended then 'Suspended' when g.min_count > 1 then 'WaitingForGang'
    when j.name like 'finetune%' then (array['InsufficientResources', 'InsufficientResources', 'WaitingForQuota', 'NoMatchingNode'])[1 + abs(hashtext(a.job_id::text)) % 4]
    else (array['WaitingForQuota', 'TooLittleCpu'])[1 + abs(hashtext(a.job_id::text)) % 2] end as kind) t
join (values
    ('InsufficientResources', 'InsufficientResources', '3 of 10000 nodes have the accelerators, and none has 8 free', '{"nodes": 10000, "asked": 8, "free": 3}'),
    ('TooLittleCpu', 'InsufficientResources', 'the 6000 nodes that match have 3.5 CPU free at most: 4 asked for', '{"nodes": 6000, "asked": 4, "free": 3.5}'),
    ('WaitingForQuota', 'WaitingForQuota', 'the queue holds 1500 of its 1500 accelerators', '{"held": 1500, "quota": 1500}'),
    ('WaitingForGang', 'WaitingForGang', '5 of 8 instances have a place; a gang starts as a whole', '{"placed": 5, "asked": 8}'),
    ('NoMatchingNode', 'NoMatchingNode', 'no node has an accelerator of the model B200', '{"nodes": 0}'),
    ('Suspended', 'Suspended', 'the job is held back until it is resumed', '{}')) r(kind, token, sentence, numbers) on r.kind = t.kind
where a.state = 'PENDING' and abs(hashtext(a.id::text)) % 20 <> 0;
