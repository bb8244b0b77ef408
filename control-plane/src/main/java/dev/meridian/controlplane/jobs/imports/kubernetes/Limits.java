package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.Part;
import java.time.Duration;

/// How long and how often a job may run.
final class Limits {

    private static final int MOST_RETRIES = 1000;

    private Limits() {}

    static void seconds(Part given, JobDraft job) {
        if (given.isThere()) {
            int seconds = given.whole(0);
            if (seconds < 1) {
                throw given.refused(given.name() + " is " + seconds, "give seconds above 0");
            }
            job.runsAtMost(Duration.ofSeconds(seconds));
        }
    }

    static void retries(Part given, JobDraft job) {
        if (given.isThere()) {
            int retries = given.whole(0);
            job.retries(Math.min(retries, MOST_RETRIES));
            if (retries > MOST_RETRIES) {
                given.changed(
                        given.name() + " becomes " + MOST_RETRIES + " retries, the most there are",
                        "");
            }
        }
    }

    /// What pods are told to do when they end is a retry of ours.
    static void restarts(Part policy, JobDraft job) {
        String given = policy.text("Never");
        if (given.equals("Never") || job.hasRetries()) {
            return;
        }
        job.retries(3);
        policy.changed(
                "restartPolicy " + given + " knows no end of restarts: they become 3 retries",
                "set retry.max");
    }
}
