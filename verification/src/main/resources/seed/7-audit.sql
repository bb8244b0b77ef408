-- An audit trail whose chain holds.
do $$
declare
    before bytea; seq bigint; made bytea; moment timestamptz; who text; what text; which text;
begin
    select a.seq, a.hash into seq, before from audit_entries a order by a.seq desc limit 1;
    if seq is null then seq := 0; before := decode(repeat('00', 32), 'hex'); end if;
    for i in 1 .. ${entries} loop
        seq := seq + 1;
        moment := date_trunc('microseconds', now() - interval '1 minute' + i * interval '1 millisecond');
        who := (array['admin', 'ada', 'grace', 'alan', 'hedy'])[1 + i % 5];
        what := (array['POST /api/v1/jobs', 'POST /api/v1/jobs/{id}/cancel', 'POST /api/v1/nodes/{id}/cordon', 'PUT /api/v1/node-pools/{id}'])[1 + i % 4];
        which := (array['jobs/', 'jobs/', 'nodes/', 'node-pools/'])[1 + i % 4] || md5(i::text)::uuid;
        made := sha256(before || int8send(seq) || int8send((extract(epoch from moment) * 1000000)::bigint)
            || int8send(octet_length(who)) || convert_to(who, 'UTF8') || int8send(9) || convert_to('127.0.0.1', 'UTF8')
            || int8send(octet_length(what)) || convert_to(what, 'UTF8') || int8send(octet_length(which)) || convert_to(which, 'UTF8')
            || int8send(14) || convert_to('{"status":201}', 'UTF8'));
        insert into audit_entries values (seq, moment, who, '127.0.0.1', what, which, '{"status":201}', before, made);
        before := made;
    end loop;
end $$;
drop table if exists seed_jobs, seed_allocations, seed_places, seed_shapes, seed_owners;
