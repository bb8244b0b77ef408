package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.Part;

/// A Pod by itself: a job of one instance.
final class BarePod {

    private BarePod() {}

    static void into(JobDraft job, Part root, Beside beside) {
        job.add(new PodTemplate(job, beside).group("main", root));
        Part policy = root.at("spec", "restartPolicy");
        if (policy.isThere()) {
            Limits.restarts(policy, job);
        } else {
            root.at("spec")
                    .assumed(
                            "a pod without a restartPolicy is started again for ever; here it runs once",
                            "set retry.max");
        }
    }
}
