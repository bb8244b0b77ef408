package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.GroupDraft;
import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.Naming;
import dev.meridian.controlplane.jobs.imports.Part;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// The jobs of Kubeflow: roles with replicas, which form one gang and find each other.
final class TrainingJob {

    /// Who has rank 0 comes first.
    private static final List<String> FIRST = List.of("Master", "Chief", "Launcher", "Scheduler");

    /// Roles that do different things even where their pods are the same.
    private static final Set<String> UNLIKE = Set.of("tfReplicaSpecs", "mpiReplicaSpecs");

    private final JobDraft job;
    private final Part root;
    private final Beside beside;

    private TrainingJob(JobDraft job, Part root, Beside beside) {
        this.job = job;
        this.root = root;
        this.beside = beside;
    }

    /// @param replicas field of the spec that holds the roles, as `pytorchReplicaSpecs`
    static JobKind.Mapper of(String replicas) {
        return (job, root, beside) -> new TrainingJob(job, root, beside).read(replicas);
    }

    private void read(String replicas) {
        Part spec = root.at("spec");
        Part roles = spec.at(replicas);
        policy(spec.at("runPolicy").isThere() ? spec.at("runPolicy") : spec);
        Limits.retries(spec.at("elasticPolicy", "maxRestarts"), job);
        if (roles.fields().isEmpty()) {
            throw spec.refused(
                    "the job has no " + replicas, "give it at least one role with its pods");
        }
        roles.fields().entrySet().stream()
                .sorted(Comparator.comparing(role -> !FIRST.contains(role.getKey())))
                .forEach(role -> job.add(group(role.getKey(), role.getValue())));
        elastic(spec.at("elasticPolicy"));
        if (!UNLIKE.contains(replicas)) {
            unite(roles);
        }
        gang(spec.at("runPolicy", "schedulingPolicy"));
        TrainingRemarks.tell(replicas, spec, job);
    }

    private GroupDraft group(String role, Part given) {
        String name = Naming.group(role.toLowerCase(Locale.ROOT), "role");
        GroupDraft group = new PodTemplate(job, beside).group(name, given.at("template"));
        group.count(given.at("replicas").whole(1));
        if (given.at("restartPolicy").isThere()) {
            Limits.restarts(given.at("restartPolicy"), job);
        }
        given.at("template", "spec", "restartPolicy").take();
        return group;
    }

    private void policy(Part policy) {
        Limits.retries(policy.at("backoffLimit"), job);
        Limits.seconds(policy.at("activeDeadlineSeconds"), job);
    }

    private void elastic(Part policy) {
        if (!policy.isThere()) {
            return;
        }
        Part least = policy.at("minReplicas");
        Part most = policy.at("maxReplicas");
        if (least.isThere() || most.isThere()) {
            int now = job.groups().stream().mapToInt(GroupDraft::count).sum();
            String range = least.text("1") + " to " + most.text(Integer.toString(now));
            least.changed(
                    "a job of "
                            + range
                            + " workers becomes one of "
                            + now
                            + ": a batch job does not grow and shrink",
                    "set count");
        }
        policy.at("rdzvBackend")
                .notNeeded(
                        "the rendezvous is given by MASTER_ADDR, MASTER_PORT, RANK and WORLD_SIZE; torchrun needs --rdzv-endpoint in the command");
    }

    /// Roles of the same pods are one group, so that the first of them has rank 0 of all.
    private void unite(Part roles) {
        List<GroupDraft> groups = job.groups();
        boolean alike =
                groups.size() > 1 && groups.stream().skip(1).allMatch(groups.getFirst()::isLike);
        if (!alike) {
            return;
        }
        int all = groups.stream().mapToInt(GroupDraft::count).sum();
        String names = groups.stream().map(GroupDraft::name).collect(Collectors.joining(" and "));
        GroupDraft first = groups.getFirst().name("worker").count(all);
        groups.clear();
        groups.add(first);
        roles.aside()
                .changed(
                        names
                                + " run the same and become one group of "
                                + all
                                + ": rank 0 is the first",
                        "");
    }

    private void gang(Part policy) {
        int all = job.groups().stream().mapToInt(GroupDraft::count).sum();
        Metadata.queueIn(policy.at("queue"), job);
        Metadata.priorityOf(policy.at("priorityClass"), job, beside);
        Part given = policy.at("minAvailable");
        OptionalInt marked = Metadata.least(root.at("metadata"), beside);
        int least = given.isThere() ? given.whole(all) : marked.orElse(all);
        Gangs.form(job, given.isThere() ? given : root, least);
    }
}
