-- Lists of jobs for people: what is live in order of age whatever its state, what has ended counted by what lists are
-- filtered by, and what somebody submitted.

create index jobs_live_newest on jobs (submitted_at desc, id desc) where ended_at is null;
create index jobs_ended_newest on jobs (submitted_at desc, id desc) include (project, queue, type, state, name)
    where ended_at is not null;
create index job_specs_of_submitter on job_specs (submitted_by, submitted_at desc) include (id);
