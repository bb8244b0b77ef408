package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.GroupDraft;
import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.Naming;
import dev.meridian.controlplane.jobs.imports.Part;
import java.util.List;

/// A JobSet: replicated jobs, each of which becomes a group.
final class JobSetJob {

    private JobSetJob() {}

    static void into(JobDraft job, Part root, Beside beside) {
        Part spec = root.at("spec");
        List<Part> parts = spec.at("replicatedJobs").items();
        if (parts.isEmpty()) {
            throw spec.refused("the JobSet has no replicatedJobs", "give it one");
        }
        for (int i = 0; i < parts.size(); i++) {
            job.add(group(parts.get(i), "job-" + i, job, beside));
        }
        Limits.retries(spec.at("failurePolicy", "maxRestarts"), job);
        Part order = spec.at("startupPolicy", "startupPolicyOrder");
        if (order.text("AnyOrder").equals("InOrder")) {
            order.leftOut(
                    "that the jobs start one after the other is not carried over",
                    "let groups depend on those that must have ended before");
        }
        Part least = root.at("metadata");
        Metadata.least(least, beside).ifPresent(number -> Gangs.form(job, least, number));
    }

    private static GroupDraft group(Part part, String otherwise, JobDraft job, Beside beside) {
        String name = Naming.group(part.at("name").text(otherwise), otherwise);
        Part template = part.at("template");
        GroupDraft group =
                BatchJob.group(name, template.at("spec"), template.at("metadata"), job, beside);
        Part replicas = part.at("replicas");
        int times = replicas.whole(1);
        if (times != 1 && !group.isArray()) {
            long all = (long) times * group.count();
            group.count((int) Math.clamp(all, Integer.MIN_VALUE, Integer.MAX_VALUE));
        } else if (times != 1) {
            throw replicas.refused(
                    "the indexed job "
                            + name
                            + " is to run "
                            + times
                            + " times, and a group is one array",
                    "write a replicated job for each");
        }
        for (Part before : part.at("dependsOn").items()) {
            String status = before.at("status").text("Complete");
            group.dependsOn(Naming.group(before.at("name").text(""), "job"));
            if (!status.equals("Complete")) {
                before.changed(
                        "waits until "
                                + before.at("name").text("")
                                + " has succeeded, not until it is "
                                + status,
                        "");
            }
        }
        return group;
    }
}
