package dev.meridian.controlplane.placement.model.queues;

/// A queue of a project.
public record QueueId(String project, String name) implements Comparable<QueueId> {
    public static final QueueId DEFAULT = new QueueId("default", "default");

    @Override
    public int compareTo(QueueId other) {
        int byProject = project.compareTo(other.project);
        return byProject != 0 ? byProject : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return project + "/" + name;
    }
}
