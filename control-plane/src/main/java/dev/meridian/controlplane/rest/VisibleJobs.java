package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.jobs.model.view.JobLine;
import dev.meridian.controlplane.jobs.model.view.JobView;
import dev.meridian.controlplane.projects.Access;
import dev.meridian.controlplane.projects.model.Role;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Finds jobs and allocations for those who may see them: to all others there is no such thing.
@Component
class VisibleJobs {

    private final JobQueries queries;
    private final Access access;

    VisibleJobs(JobQueries queries, Access access) {
        this.queries = queries;
        this.access = access;
    }

    JobView job(UUID id, Role least) {
        JobView job =
                queries.job(new JobId(id)).orElseThrow(() -> RefusedRequest.notFound("job " + id));
        access.require(least, job.line().project(), "job " + id);
        return job;
    }

    JobLine line(UUID id, Role least) {
        JobLine line = queries.lines(List.of(new JobId(id))).get(new JobId(id));
        if (line == null) {
            throw RefusedRequest.notFound("job " + id);
        }
        access.require(least, line.project(), "job " + id);
        return line;
    }

    AllocationView allocation(UUID id, Role least) {
        AllocationView allocation =
                queries.allocation(new AllocationId(id))
                        .orElseThrow(() -> RefusedRequest.notFound("allocation " + id));
        access.require(least, allocation.project(), "allocation " + id);
        return allocation;
    }
}
