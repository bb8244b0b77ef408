package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.GroupDraft;
import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.Part;
import java.util.List;
import java.util.Map;

/// Makes a task group of a pod.
final class PodTemplate {

    private final JobDraft job;
    private final Beside beside;

    PodTemplate(JobDraft job, Beside beside) {
        this.job = job;
        this.beside = beside;
    }

    GroupDraft group(String name, Part template) {
        return group(name, template, Map.of());
    }

    /// @param variables shell expressions for what the program expects to find, by name
    GroupDraft group(String name, Part template, Map<String, String> variables) {
        GroupDraft group = new GroupDraft().name(name);
        Part pod = template.at("spec");
        List<Part> containers = pod.at("containers").items();
        if (containers.isEmpty()) {
            throw pod.refused("the pod has no containers", "give it one");
        }
        Part container = containers.getFirst();
        containers.stream()
                .skip(1)
                .forEach(other ->
                        other.leftOut(
                                "the container "
                                        + other.at("name").text("")
                                        + " beside the first is not carried over: a task is one program",
                                "make it a task group, or start it from the command"));
        pod.at("initContainers")
                .items()
                .forEach(init ->
                        init.leftOut(
                                "the container "
                                        + init.at("name").text("")
                                        + ", which runs first, is not carried over",
                                "make it a task group that this one dependsOn, or begin the command with it"));
        container.at("name").take();
        container.at("image").take();
        if (container.at("image").isThere()) {
            group.task().image(container.at("image").text(""));
        }
        Environment environment = new Environment(group.task(), beside);
        environment.read(container);
        variables.forEach(environment.atRunTime()::putIfAbsent);
        PodCommand.into(group.task(), container, environment);
        PodPlaces places = new PodPlaces(group.needs(), job);
        places.read(pod);
        new PodNeighbours(group.needs(), template.at("metadata", "labels")).read(pod);
        Devices devices = new Devices(group.needs(), places.model());
        ContainerNeeds.into(group.needs(), devices, container);
        devices.share(template.at("metadata"));
        devices.claims(pod, beside);
        Metadata.queue(template.at("metadata"), job);
        Metadata.priority(template.at("metadata"), job, beside);
        Metadata.priorityOf(pod.at("priorityClassName"), job, beside);
        Part deadline = pod.at("activeDeadlineSeconds");
        Limits.seconds(deadline, job);
        return group;
    }
}
