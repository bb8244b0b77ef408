package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.GroupDraft;
import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.Naming;
import dev.meridian.controlplane.jobs.imports.Part;
import java.util.List;

/// A Job of Volcano: tasks with replicas, of which so many must be available for any to start.
final class VolcanoJob {

    private final JobDraft job;
    private final Beside beside;

    private VolcanoJob(JobDraft job, Beside beside) {
        this.job = job;
        this.beside = beside;
    }

    static void into(JobDraft job, Part root, Beside beside) {
        new VolcanoJob(job, beside).read(root.at("spec"));
    }

    private void read(Part spec) {
        List<Part> tasks = spec.at("tasks").items();
        if (tasks.isEmpty()) {
            throw spec.refused("the job has no tasks", "give it one");
        }
        for (int i = 0; i < tasks.size(); i++) {
            job.add(group(tasks.get(i), "task-" + i));
        }
        Metadata.queueIn(spec.at("queue"), job);
        Metadata.priorityOf(spec.at("priorityClassName"), job, beside);
        Limits.retries(spec.at("maxRetry"), job);
        int all = job.groups().stream().mapToInt(GroupDraft::count).sum();
        Part least = spec.at("minAvailable");
        Gangs.form(job, least, least.whole(all));
        for (Part policy : spec.at("policies").items()) {
            String event = policy.at("event").text("");
            String action = policy.at("action").text("");
            boolean own = event.equals("PodEvicted") && action.startsWith("Restart");
            if (own) {
                policy.notNeeded("what is evicted is placed again in any case");
            } else {
                policy.leftOut(
                        "that " + event + " leads to " + action + " is not carried over",
                        "see retry");
            }
        }
        spec.at("plugins").fields().forEach((name, plugin) -> plugin(name, plugin));
    }

    private GroupDraft group(Part task, String otherwise) {
        String name = Naming.group(task.at("name").text(otherwise), otherwise);
        GroupDraft group = new PodTemplate(job, beside).group(name, task.at("template"));
        group.count(task.at("replicas").whole(1));
        Part least = task.at("minAvailable");
        if (least.isThere() && least.whole(0) > 1) {
            group.minCount(least.whole(0));
        }
        Part before = task.at("dependsOn", "name");
        for (Part one : before.items()) {
            group.dependsOn(Naming.group(one.text(""), "task"));
        }
        if (before.isThere()) {
            task.at("dependsOn", "iteration").take();
            before.changed(
                    name
                            + " waits until "
                            + String.join(", ", before.texts())
                            + " has succeeded; Volcano lets it start when that is running",
                    "take dependsOn away where what it names does not end by itself");
        }
        task.at("policies")
                .items()
                .forEach(policy -> {
                    boolean completes = policy.at("action").text("").equals("CompleteJob");
                    policy.leftOut(
                            completes
                                    ? "that the end of "
                                            + name
                                            + " completes the job is not carried over: a job ends when all of its groups have"
                                    : "what the task does on "
                                            + policy.at("event").text("an event")
                                            + " is not carried over",
                            "see retry");
                });
        Limits.retries(task.at("maxRetry"), job);
        task.at("template", "spec", "restartPolicy").take();
        return group;
    }

    private static void plugin(String name, Part plugin) {
        switch (name) {
            case "env" ->
                    plugin.changed(
                            "VC_TASK_INDEX and VK_TASK_INDEX are not set; MERIDIAN_ALLOCATION_INDEX is the same",
                            "");
            case "svc" ->
                    plugin.leftOut(
                            "host names of the tasks and the files /etc/volcano/*.host are not there",
                            "use MASTER_ADDR and RANK");
            case "ssh" ->
                    plugin.leftOut(
                            "no keys for ssh between the tasks are made",
                            "bring them with the image");
            case "pytorch" ->
                    plugin.notNeeded(
                            "MASTER_ADDR, MASTER_PORT, WORLD_SIZE and RANK are set for every gang");
            default -> plugin.leftOut("the plugin " + name + " is not carried over", "");
        }
    }
}
