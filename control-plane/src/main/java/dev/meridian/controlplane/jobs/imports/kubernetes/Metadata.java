package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.Naming;
import dev.meridian.controlplane.jobs.imports.Part;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Names, and the labels and annotations by which the schedulers of Kubernetes are told what its
/// objects have no fields for.
final class Metadata {

    private static final List<String> QUEUES =
            List.of(
                    "kueue.x-k8s.io/queue-name",
                    "kai.scheduler/queue",
                    "runai/queue",
                    "scheduling.volcano.sh/queue-name",
                    "scheduling.k8s.io/queue-name");
    private static final List<String> PRIORITIES =
            List.of("kueue.x-k8s.io/priority-class", "priorityClassName");
    private static final List<String> GROUPS =
            List.of(
                    "scheduling.k8s.io/group-name",
                    "scheduling.x-k8s.io/pod-group",
                    "pod-group.scheduling.sigs.k8s.io/name",
                    "pod-group-name");
    private static final List<String> LEAST =
            List.of(
                    "kai.scheduler/batch-min-member",
                    "kueue.x-k8s.io/job-min-parallelism",
                    "pod-group.scheduling.sigs.k8s.io/min-available",
                    "scheduling.volcano.sh/group-min-member");

    private Metadata() {}

    /// @param otherwise where the object has no name
    static void name(Part root, JobDraft job, String otherwise) {
        Part metadata = root.at("metadata");
        String generated = metadata.at("generateName").text("");
        String name = Naming.job(metadata.at("name").text(generated));
        job.name(name.isEmpty() ? otherwise : name);
        Part namespace = metadata.at("namespace");
        if (!namespace.text("default").equals("default")) {
            namespace.leftOut(
                    "namespace "
                            + namespace.text("")
                            + " is not carried over: it need not be a project of Meridian",
                    "name the project with --project");
        }
    }

    /// From the object or from its pods.
    static void queue(Part metadata, JobDraft job) {
        for (String name : QUEUES) {
            mark(metadata, name).ifPresent(mark -> queueOf(mark, job));
        }
    }

    /// From a field of its own, where there is one.
    static void queueIn(Part given, JobDraft job) {
        if (given.isThere()) {
            queueOf(given, job);
        }
    }

    private static void queueOf(Part given, JobDraft job) {
        String name = given.text("");
        String queue = Naming.dns(name);
        if (queue.isEmpty()) {
            given.leftOut(given.name() + " is no name of a queue: " + name, "");
            return;
        }
        job.queue(queue);
        if (!queue.equals(name)) {
            given.changed("the queue " + name + " becomes " + queue, "");
        }
    }

    static void priority(Part metadata, JobDraft job, Beside beside) {
        for (String name : PRIORITIES) {
            mark(metadata, name).ifPresent(mark -> priorityOf(mark, job, beside));
        }
    }

    static void priorityOf(Part given, JobDraft job, Beside beside) {
        if (!given.isThere()) {
            return;
        }
        String name = given.text("");
        Optional<String> found = beside.priorities().of(name);
        found.ifPresent(job::priorityClass);
        if (found.isEmpty()) {
            given.leftOut(
                    "there is no priority class " + name,
                    "choose one of " + beside.priorities().names());
        } else if (!found.get().equals(name)) {
            given.changed("the priority class " + name + " becomes " + found.get(), "");
        }
    }

    /// How many pods must be able to start for any to start, where the object or its pod group says
    /// so.
    static OptionalInt least(Part metadata, Beside beside) {
        for (String name : LEAST) {
            Optional<Part> mark = mark(metadata, name);
            if (mark.isPresent()) {
                return OptionalInt.of(mark.get().whole(0));
            }
        }
        for (String name : GROUPS) {
            Optional<Part> mark = mark(metadata, name);
            Optional<Part> group = mark.flatMap(one -> beside.find("PodGroup", one.text("")));
            if (group.isPresent()) {
                Part member = group.get().at("spec", "minMember");
                return OptionalInt.of(member.whole(0));
            }
            mark.ifPresent(one ->
                    one.leftOut(
                            "the pod group " + one.text("") + " is not in the file",
                            "set minCount of the group"));
        }
        return OptionalInt.empty();
    }

    /// A label or an annotation.
    static Optional<Part> mark(Part metadata, String name) {
        Part label = metadata.at("labels", name);
        Part mark = label.isThere() ? label : metadata.at("annotations", name);
        return Optional.of(mark).filter(Part::isThere);
    }
}
