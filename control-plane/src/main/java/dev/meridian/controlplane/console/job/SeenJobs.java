package dev.meridian.controlplane.console.job;

import dev.meridian.controlplane.console.failing.RefusedPage;
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

/// Finds jobs for those who may see them: to all others there is no such thing.
@Component
class SeenJobs {
    private final JobQueries jobs;
    private final Access access;

    SeenJobs(JobQueries jobs, Access access) {
        this.jobs = jobs;
        this.access = access;
    }

    JobLine line(UUID id, Role least) {
        JobLine line = jobs.lines(List.of(new JobId(id))).get(new JobId(id));
        if (line == null) {
            throw RefusedPage.notFound("job " + id);
        }
        access.require(least, line.project(), "job " + id);
        return line;
    }

    /// @param most allocations
    JobView job(UUID id, int most) {
        line(id, Role.VIEWER);
        return jobs.job(new JobId(id), most).orElseThrow(() -> RefusedPage.notFound("job " + id));
    }

    /// One of this job.
    AllocationView allocation(JobId job, UUID id) {
        return jobs.allocation(new AllocationId(id))
                .filter(found -> found.job().equals(job))
                .orElseThrow(() -> RefusedPage.notFound("allocation " + id + " of this job"));
    }
}
