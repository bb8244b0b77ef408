package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.GroupDraft;
import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.Naming;
import dev.meridian.controlplane.jobs.imports.Part;
import dev.meridian.controlplane.jobs.imports.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Clusters of Ray and the jobs on them: the head and its workers are one gang, and each starts its
/// part of Ray by itself.
final class Ray {

    private static final String PORT = "6379";

    /// It waits for the head to come, and ends when the head has gone.
    private static final String WORKER =
            """
            head="$MASTER_ADDR:%s" tries=0
            until ray start --address="$head"%s; do
                tries=$((tries + 1))
                if [ "$tries" -ge 60 ]; then exit 1; fi
                sleep 2
            done
            while ray health-check --address "$head"; do sleep 5; done\
            """;

    private final JobDraft job;
    private final Part root;
    private final Beside beside;

    private Ray(JobDraft job, Part root, Beside beside) {
        this.job = job;
        this.root = root;
        this.beside = beside;
    }

    static void job(JobDraft job, Part root, Beside beside) {
        Part spec = root.at("spec");
        Part entry = spec.at("entrypoint");
        if (!spec.at("rayClusterSpec").isObject()) {
            throw spec.refused(
                    "the RayJob brings no cluster of its own (rayClusterSpec)",
                    "import the RayCluster, or give the job one");
        }
        if (entry.text("").isBlank()) {
            throw spec.refused(
                    "the RayJob has no entrypoint", "give it the command that the head is to run");
        }
        new Ray(job, root, beside).read(spec.at("rayClusterSpec"), entry.text(""));
        Limits.retries(spec.at("backoffLimit"), job);
        Limits.seconds(spec.at("activeDeadlineSeconds"), job);
        entry.changed(
                "the head runs the entrypoint itself when its part of Ray is up, and ends Ray with it; it is not handed in through the dashboard",
                "");
        Part environment = spec.at("runtimeEnvYAML");
        if (environment.isThere()) {
            environment.leftOut(
                    "the runtime environment is not carried over",
                    "give it to ray.init in the program, or put it into the image");
        }
    }

    /// It runs until it is cancelled.
    static void cluster(JobDraft job, Part root, Beside beside) {
        job.service();
        new Ray(job, root, beside).read(root.at("spec"), "");
        root.aside().changed("the cluster becomes a service: it runs until it is cancelled", "");
    }

    private void read(Part cluster, String entry) {
        Part head = cluster.at("headGroupSpec");
        head.at("serviceType").take();
        String first = head(head, entry);
        job.add(new PodTemplate(job, beside).group("head", head.at("template")));
        List<Part> workers = cluster.at("workerGroupSpecs").items();
        List<String> scripts = new ArrayList<>();
        for (int i = 0; i < workers.size(); i++) {
            job.add(workers(workers.get(i), "worker-" + i));
            scripts.add(WORKER.replaceFirst("%s", PORT).replace("%s", parameters(workers.get(i))));
        }
        start(cluster, first, scripts);
        cluster.at("rayVersion").take();
        Part scaling = cluster.at("enableInTreeAutoscaling");
        if (scaling.isTrue()) {
            scaling.leftOut(
                    "the autoscaler of Ray is not carried over: the workers are as many as replicas says",
                    "");
        }
        Part metadata = root.at("metadata");
        OptionalInt least = Metadata.least(metadata, beside);
        int all = job.groups().stream().mapToInt(GroupDraft::count).sum();
        Gangs.form(job, least.isPresent() ? metadata : cluster, least.orElse(all));
        unmet(cluster);
    }

    private GroupDraft workers(Part given, String otherwise) {
        String name = Naming.group(given.at("groupName").text(otherwise), otherwise);
        GroupDraft group = new PodTemplate(job, beside).group(name, given.at("template"));
        int count = given.at("replicas").whole(given.at("minReplicas").whole(1));
        group.count(count);
        Part least = given.at("minReplicas");
        Part most = given.at("maxReplicas");
        if (least.whole(count) != count || most.whole(count) != count) {
            least.changed(
                    name
                            + " has "
                            + count
                            + " workers; between "
                            + least.text("1")
                            + " and "
                            + most.text("any")
                            + " it would grow and shrink",
                    "set count");
        }
        return group;
    }

    /// Where head and workers need the same they are one group, in which they find each other: rank
    /// 0 is the head.
    private void start(Part cluster, String head, List<String> workers) {
        List<GroupDraft> groups = job.groups();
        GroupDraft first = groups.getFirst();
        boolean alike =
                workers.stream().distinct().count() == 1 && groups.stream().allMatch(first::isLike);
        if (alike) {
            first.name("ray").count(groups.stream().mapToInt(GroupDraft::count).sum());
            groups.subList(1, groups.size()).clear();
            String script =
                    "if [ \"${RANK:-0}\" = 0 ]; then\n" + head + "\nfi\n" + workers.getFirst();
            first.task().command(List.of("bash", "-c", script));
            cluster.aside()
                    .changed(
                            "head and workers need the same and become one group of "
                                    + first.count()
                                    + ": rank 0 is the head",
                            "");
            return;
        }
        first.task().command(List.of("bash", "-c", head));
        for (int i = 0; i < workers.size(); i++) {
            groups.get(i + 1).task().command(List.of("bash", "-c", workers.get(i)));
        }
    }

    /// Of one gang the head is rank 0, the first of the first group.
    private void unmet(Part cluster) {
        if (job.groups().size() > 1 && !job.isGang()) {
            cluster.aside()
                    .leftOut(
                            "the address of the head is not told to workers in other groups: MASTER_ADDR is that of the first of the group",
                            "give head and workers the same gangGroup");
        }
    }

    private static String head(Part head, String entry) {
        String ray = "ray start --head --port=" + PORT + parameters(head);
        return entry.isEmpty()
                ? "exec " + ray + " --block"
                : ray + " || exit\n" + entry + "\ncode=$?\nray stop\nexit $code";
    }

    private static String parameters(Part group) {
        return group.at("rayStartParams").fields().entrySet().stream()
                .map(one ->
                        " "
                                + Shell.quoted(
                                        List.of(
                                                "--"
                                                        + one.getKey()
                                                        + "="
                                                        + one.getValue().text(""))))
                .collect(Collectors.joining());
    }
}
