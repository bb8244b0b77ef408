package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.GroupDraft;
import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.Part;
import java.util.Map;
import java.util.OptionalInt;

/// A Job of Kubernetes' own.
final class BatchJob {

    /// What Kubernetes does where nothing is said.
    private static final int USUAL_RETRIES = 6;

    private BatchJob() {}

    static void into(JobDraft job, Part root, Beside beside) {
        Part spec = root.at("spec");
        job.add(group("main", spec, root.at("metadata"), job, beside));
        if (!spec.at("backoffLimit").isThere() && !spec.at("backoffLimitPerIndex").isThere()) {
            job.retries(USUAL_RETRIES);
            spec.assumed(
                    "backoffLimit is not given: Kubernetes' own, 6 retries, is carried over",
                    "set retry.max");
        }
    }

    static GroupDraft group(String name, Part spec, Part metadata, JobDraft job, Beside beside) {
        int atOnce = spec.at("parallelism").whole(1);
        Part completions = spec.at("completions");
        int all = completions.whole(atOnce);
        boolean indexed = spec.at("completionMode").text("NonIndexed").equals("Indexed");
        Map<String, String> index =
                indexed ? Map.of("JOB_COMPLETION_INDEX", "$MERIDIAN_ARRAY_INDEX") : Map.of();
        GroupDraft group = new PodTemplate(job, beside).group(name, spec.at("template"), index);
        if (indexed || all > atOnce) {
            group.array(all, atOnce < all ? (Integer) atOnce : null);
        } else {
            group.count(all);
        }
        if (!completions.isThere() && atOnce > 1) {
            spec.at("parallelism")
                    .changed(
                            "without completions the first success ends such a job; here all "
                                    + atOnce
                                    + " instances must succeed",
                            "");
        }
        OptionalInt least = Metadata.least(metadata, beside);
        if (least.isEmpty()) {
            least = Metadata.least(spec.at("template", "metadata"), beside);
        }
        least.ifPresent(group::minCount);
        Limits.seconds(spec.at("activeDeadlineSeconds"), job);
        Limits.retries(spec.at("backoffLimitPerIndex"), job);
        Limits.retries(spec.at("backoffLimit"), job);
        spec.at("template", "spec", "restartPolicy").take();
        return group;
    }
}
