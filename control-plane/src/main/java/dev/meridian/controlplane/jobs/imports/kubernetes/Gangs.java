package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.GroupDraft;
import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.Part;

/// How many instances of a job must be able to start for any to start.
final class Gangs {

    private Gangs() {}

    /// @param at where the number stands
    static void form(JobDraft job, Part at, int least) {
        int all = job.groups().stream().mapToInt(GroupDraft::count).sum();
        if (least > all) {
            throw at.refused(
                    at.name()
                            + " is "
                            + least
                            + ", more than the "
                            + all
                            + " pods that the job has: it could never start",
                    "give at most " + all);
        }
        if (least < 0) {
            throw at.refused(at.name() + " is " + least, "give a number from 0 to " + all);
        }
        if (least == all) {
            together(job, at);
        } else if (least > 1 && job.groups().size() == 1) {
            job.groups().getFirst().minCount(least);
        } else if (least > 1) {
            at.aside()
                    .leftOut(
                            "that "
                                    + least
                                    + " of "
                                    + all
                                    + " pods over several groups start together is not carried over",
                            "set minCount of single groups, or gangGroup for all of them");
        }
    }

    private static void together(JobDraft job, Part at) {
        boolean ordered = job.groups().stream().anyMatch(GroupDraft::depends);
        if (ordered && job.groups().size() > 1) {
            at.aside()
                    .leftOut(
                            "all pods cannot start together while some wait for others",
                            "take the dependencies away");
            return;
        }
        job.gang();
    }
}
