package dev.meridian.controlplane.agents;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.controlplane.jobs.JobSpecReader;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.SpecFormat;
import dev.meridian.controlplane.jobs.SpecReading;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.NewJob;
import dev.meridian.controlplane.jobs.model.Submission;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Jobs of one task that may run in one region alone, so that a test has its agents for itself.
@TestComponent
final class RegionJobs {
    private final Jobs jobs;
    private final JobSpecReader reader;
    private final JdbcClient jdbc;

    RegionJobs(Jobs jobs, JobSpecReader reader, JdbcClient jdbc) {
        this.jobs = jobs;
        this.reader = reader;
        this.jdbc = jdbc;
    }

    /// @return the job's id
    String submit(String region) {
        return submit(region, "fence");
    }

    /// @param policy of a loss of contact
    String submit(String region, String policy) {
        String spec =
                """
                {"name": "a", "disconnect": {"policy": "%s"},
                 "taskGroups": [{"task": {"command": ["true"]}}],
                 "placement": {"anyOf": [{"region": "%s"}]}}\
                """
                        .formatted(policy, region);
        if (reader.read(spec.getBytes(UTF_8), SpecFormat.JSON)
                        instanceof SpecReading.Accepted accepted
                && jobs.submit(new NewJob(accepted.spec(), "default", "test", null))
                        instanceof Submission.Accepted stored) {
            return stored.job().toString();
        }
        throw new AssertionError("the job was not taken");
    }

    void cancel(String job) {
        jobs.cancel(JobId.of(job), "no longer wanted");
    }

    String state(String job) {
        return jdbc.sql("select state from jobs where id = cast(:job as uuid)")
                .param("job", job)
                .query(String.class)
                .single();
    }

    String onlyAllocation(String job) {
        return jdbc.sql("select id from allocations where job_id = cast(:job as uuid)")
                .param("job", job)
                .query(String.class)
                .single();
    }
}
