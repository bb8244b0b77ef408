package dev.meridian.controlplane.jobs.imports.kubernetes;

import java.util.Map;

/// Objects that are no jobs, and what to do with them.
final class OtherKinds {

    private static final String SERVICE = "write a job with type: service";
    private static final Map<String, String> HINTS =
            Map.ofEntries(
                    Map.entry("Deployment", SERVICE),
                    Map.entry("StatefulSet", SERVICE),
                    Map.entry("ReplicaSet", SERVICE),
                    Map.entry("DaemonSet", "what belongs on every host is not Meridian's to run"),
                    Map.entry("RayService", SERVICE),
                    Map.entry("Service", "see service of a job"),
                    Map.entry("Secret", "make it a secret of the project"),
                    Map.entry(
                            "PersistentVolumeClaim",
                            "a task has no volumes; see checkpoint and placement.data"),
                    Map.entry(
                            "ClusterQueue",
                            "make a queue with quota: 'meridian create queue PROJECT/NAME'"),
                    Map.entry("LocalQueue", "make a queue: 'meridian create queue PROJECT/NAME'"),
                    Map.entry("Queue", "make a queue: 'meridian create queue PROJECT/NAME'"),
                    Map.entry("ResourceFlavor", "labels of nodes are met by constraints"),
                    Map.entry("Namespace", "make a project: 'meridian create project NAME'"),
                    Map.entry(
                            "PriorityClass",
                            "priority classes are configured with meridian.priority-classes"));

    private OtherKinds() {}

    static void tell(Manifest one) {
        switch (one.kind()) {
            case "ConfigMap", "PodGroup", "ResourceClaimTemplate" ->
                    one.root().notNeeded(one.title() + " is read where a job of the file names it");
            default ->
                    one.root()
                            .leftOut(
                                    one.title() + " is no job", HINTS.getOrDefault(one.kind(), ""));
        }
    }

    /// For the end of a sentence; empty where there is nothing to say.
    static String reason(Manifest one) {
        String hint = HINTS.get(one.kind());
        return hint == null ? "" : "; for a " + one.kind() + " " + hint;
    }
}
