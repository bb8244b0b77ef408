package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.Part;

/// A CronJob, once: Meridian starts nothing by the clock.
final class CronJob {

    private CronJob() {}

    static void into(JobDraft job, Part root, Beside beside) {
        Part spec = root.at("spec");
        BatchJob.into(job, spec.at("jobTemplate"), beside);
        Metadata.queue(spec.at("jobTemplate", "metadata"), job);
        Part schedule = spec.at("schedule");
        schedule.leftOut(
                "the schedule " + schedule.text("") + " is not carried over: this is one run of it",
                "submit it from cron with 'meridian submit'");
        for (String name :
                new String[] {"timeZone", "concurrencyPolicy", "startingDeadlineSeconds"}) {
            if (spec.at(name).isThere()) {
                spec.at(name)
                        .leftOut(name + " is not carried over: it belongs to the schedule", "");
            }
        }
    }
}
