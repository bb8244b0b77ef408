-- Ten projects with three queues each, people, their tokens, and tokens for hosts.
insert into projects (name, description, default_queue, max_accelerators, residency)
select name, description, 'research', 512, residency::text[] from (values
    ('nlp', 'language models', '{}'), ('vision', 'image and video', '{}'), ('speech', 'recognition and synthesis', '{}'),
    ('robotics', 'policies trained in simulation', '{}'), ('climate', 'weather and climate models', '{}'),
    ('genomics', 'sequences of patients', '{EU}'), ('recsys', 'ranking and recommendation', '{}'),
    ('fraud', 'payments', '{EU,US}'), ('search', 'retrieval', '{}'), ('platform', 'shared services', '{}'))
    p(name, description, residency);

insert into queues (project, name, weight, quota_cpu_millis, quota_memory_mib, quota_accelerators)
select p.name, q.name, q.weight, q.cpu, q.cpu * 8, q.gpus
from projects p, (values ('research', 1, 20000000, 1500), ('production', 3, 40000000, 3000), ('nightly', 0.5, 8000000, 200))
    q(name, weight, cpu, gpus)
where p.name <> 'default' order by p.name;

insert into users (id, name, created_at)
select uuidv7(), name || case when n = 1 then '' else n::text end, now() - interval '50 days'
from unnest('{ada,alan,barbara,claude,donald,edsger,frances,grace,hedy,john}'::text[]) name, generate_series(1, 4) n;

insert into role_grants (id, user_id, role, project)
select uuidv7(), u.id, (array['submitter', 'viewer', 'project-admin'])[1 + abs(hashtext(u.name || p.name)) % 3], p.name
from users u join projects p on abs(hashtext(u.name || p.name)) % 5 = 0 where u.name <> 'admin';

insert into api_tokens (id, name, sha256, user_id, created_at, expires_at, revoked_at)
select uuidv7(), case i when 1 then 'laptop' when 2 then 'ci' else 'notebook' end, sha256(convert_to(u.name || i, 'UTF8')), u.id,
    now() - i * interval '9 days', now() + interval '80 days', case when i = 3 then now() - interval '1 day' end
from users u, generate_series(1, 3) i where u.name <> 'admin';

insert into join_tokens (id, sha256, region, cluster, pool, created_by, created_at, expires_at, used_at)
select uuidv7(), sha256(convert_to('join' || r.name || i, 'UTF8')), r.name, 'c' || 1 + i % 3, 'cpu', 'admin', at, at + interval '15 minutes',
    case when i % 4 > 0 then at + interval '3 minutes' end
from regions r, generate_series(1, 5) i, lateral (select now() - i * interval '7 hours' as at) a;
