package dev.meridian.controlplane.jobs.imports.skypilot;

import dev.meridian.controlplane.jobs.imports.GroupDraft;
import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.Naming;
import dev.meridian.controlplane.jobs.imports.Part;
import dev.meridian.controlplane.jobs.imports.Priorities;
import java.util.Locale;
import java.util.Map;

/// A task of SkyPilot: the same commands on each of its nodes.
final class SkyTask {

    private final JobDraft job;
    private final GroupDraft group;
    private final Priorities priorities;

    SkyTask(JobDraft job, GroupDraft group, Priorities priorities) {
        this.job = job;
        this.group = group;
        this.priorities = priorities;
    }

    void read(Part root) {
        if (!root.isObject()) {
            throw root.refused("the task is " + root.tree().kind() + " instead of an object", "");
        }
        Part nodes = root.at("num_nodes");
        int count = nodes.whole(1);
        if (count < 1) {
            throw nodes.refused("num_nodes is " + count, "give 1 or more");
        }
        group.count(count).whole();
        new SkyResources(job, group).read(root.at("resources"));
        variables(root.at("envs"));
        secrets(root.at("secrets"));
        SkyCommands.into(group, root);
        SkyFiles.tell(root);
        service(root);
        Part priority = root.at("priority");
        if (priority.isThere()) {
            priority.leftOut(
                    "the priority "
                            + priority.text("")
                            + " is not carried over: numbers of SkyPilot mean nothing here",
                    "choose one of " + priorities.names());
        }
    }

    private void variables(Part envs) {
        if (envs.isList()) {
            envs.leftOut("envs without values are not carried over", "write them into env");
            return;
        }
        envs.fields()
                .forEach((name, value) -> {
                    if (value.isThere()) {
                        group.task().env(name, value.text(""));
                    } else {
                        value.leftOut(
                                name + " has no value in the file",
                                "write it into env of the task");
                    }
                });
    }

    private void secrets(Part secrets) {
        for (Map.Entry<String, Part> one : secrets.fields().entrySet()) {
            String name = Naming.job(one.getKey().toLowerCase(Locale.ROOT).replace('_', '-'));
            group.task().secret(name, one.getKey());
            one.getValue()
                    .aside()
                    .changed(
                            one.getKey()
                                    + " becomes the secret "
                                    + name
                                    + " of the project; a value in the file is not taken over",
                            "make it there");
            one.getValue().take();
        }
    }

    private void service(Part root) {
        Part service = root.at("service");
        Part ports = root.at("resources", "ports");
        if (!service.isThere()) {
            if (ports.isThere()) {
                ports.notNeeded("ports is not needed: a task listens on the network of its host");
            }
            return;
        }
        job.service();
        Part port =
                service.at("ports").isThere()
                        ? service.at("ports")
                        : ports.isList() && !ports.items().isEmpty()
                                ? ports.items().getFirst()
                                : ports;
        if (port.isThere()) {
            job.listens(port.whole(0));
        } else {
            service.aside().leftOut("the service names no port", "set service.port");
        }
        Part probe = service.at("readiness_probe");
        String path = probe.isObject() ? probe.at("path").text("") : probe.text("");
        if (!path.isEmpty() && port.isThere()) {
            job.health(path);
        }
        Part policy = service.at("replica_policy");
        int least = service.at("replicas").whole(policy.at("min_replicas").whole(1));
        int most = policy.at("max_replicas").whole(least);
        if (group.count() > 1) {
            throw service.refused(
                    "each replica of the service has "
                            + group.count()
                            + " nodes, and a replica of ours has one",
                    "serve from one node");
        }
        group.count(Math.max(1, least));
        if (most > least) {
            job.scales(least, most);
        }
    }
}
