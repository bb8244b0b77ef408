package dev.meridian.controlplane.jobs.imports.kubernetes;

import static dev.meridian.controlplane.jobs.imports.Why.leftOut;
import static dev.meridian.controlplane.jobs.imports.Why.notNeeded;

import dev.meridian.controlplane.jobs.imports.Why;
import dev.meridian.controlplane.jobs.spec.TreePointers;
import java.util.Map;

/// Why a field of a manifest has no place in a job of ours.
final class Reasons {

    private static final Why SCHEDULER =
            notNeeded("is not needed: Meridian schedules the job itself");
    private static final Why VOLUMES =
            leftOut(
                    "is not carried over: a task has a working folder and no volumes",
                    "see checkpoint and placement.data, or fetch the data in the command");
    private static final Why RIGHTS =
            leftOut("is not carried over: a task has the rights that its driver gives it");
    private static final Why KEPT =
            notNeeded("is not needed: Meridian keeps ended jobs and their logs");
    private static final Why PROBE =
            leftOut("is not carried over: a batch task is judged by its exit code alone");
    private static final Why SERVER = notNeeded("was written by a server and is no wish");

    private static final Map<String, Why> BY_NAME =
            Map.ofEntries(
                    Map.entry("schedulerName", SCHEDULER),
                    Map.entry("schedulingGates", SCHEDULER),
                    Map.entry("manualSelector", SCHEDULER),
                    Map.entry("selector", SCHEDULER),
                    Map.entry("managedBy", SCHEDULER),
                    Map.entry("volumes", VOLUMES),
                    Map.entry("volumeMounts", VOLUMES),
                    Map.entry("volumeDevices", VOLUMES),
                    Map.entry("volumeClaimTemplates", VOLUMES),
                    Map.entry("securityContext", RIGHTS),
                    Map.entry("serviceAccountName", RIGHTS),
                    Map.entry("serviceAccount", RIGHTS),
                    Map.entry("automountServiceAccountToken", RIGHTS),
                    Map.entry("runtimeClassName", RIGHTS),
                    Map.entry("livenessProbe", PROBE),
                    Map.entry("readinessProbe", PROBE),
                    Map.entry("startupProbe", PROBE),
                    Map.entry(
                            "lifecycle", leftOut("is not carried over", "put it into the command")),
                    Map.entry(
                            "ports",
                            notNeeded("is not needed: a task listens on the network of its host")),
                    Map.entry(
                            "imagePullPolicy",
                            notNeeded(
                                    "is not needed: the node pulls an image that it does not have")),
                    Map.entry(
                            "imagePullSecrets",
                            leftOut(
                                    "is not carried over: nodes log in to registries by themselves")),
                    Map.entry(
                            "hostNetwork",
                            notNeeded("is not needed: a task has the network of its host")),
                    Map.entry(
                            "hostIPC",
                            leftOut("is not carried over: a task has an IPC of its own")),
                    Map.entry(
                            "hostPID",
                            leftOut("is not carried over: a task has processes of its own")),
                    Map.entry(
                            "dnsPolicy",
                            leftOut("is not carried over: names are resolved as on the host")),
                    Map.entry(
                            "dnsConfig",
                            leftOut("is not carried over: names are resolved as on the host")),
                    Map.entry(
                            "hostAliases",
                            leftOut("is not carried over: names are resolved as on the host")),
                    Map.entry(
                            "hostname",
                            leftOut(
                                    "is not carried over: instances have no host names",
                                    "see MASTER_ADDR and RANK")),
                    Map.entry(
                            "subdomain",
                            leftOut(
                                    "is not carried over: instances have no host names",
                                    "see MASTER_ADDR and RANK")),
                    Map.entry(
                            "network",
                            leftOut(
                                    "is not carried over: instances have no host names",
                                    "see MASTER_ADDR and RANK")),
                    Map.entry("tty", notNeeded("is for people at a terminal")),
                    Map.entry("stdin", notNeeded("is for people at a terminal")),
                    Map.entry("stdinOnce", notNeeded("is for people at a terminal")),
                    Map.entry(
                            "terminationMessagePath",
                            notNeeded("is not needed: the end of the log says why")),
                    Map.entry(
                            "terminationMessagePolicy",
                            notNeeded("is not needed: the end of the log says why")),
                    Map.entry(
                            "terminationGracePeriodSeconds",
                            leftOut("is not carried over: the grace is the same for all tasks")),
                    Map.entry(
                            "enableServiceLinks",
                            notNeeded("means nothing without services of Kubernetes")),
                    Map.entry(
                            "shareProcessNamespace", notNeeded("means nothing for one container")),
                    Map.entry("preemptionPolicy", leftOut("is not carried over")),
                    Map.entry(
                            "priority",
                            leftOut(
                                    "is not carried over: numbers of Kubernetes mean nothing here",
                                    "set priorityClass")),
                    Map.entry("overhead", notNeeded("is not needed: nodes keep a reserve")),
                    Map.entry("ttlSecondsAfterFinished", KEPT),
                    Map.entry("cleanPodPolicy", KEPT),
                    Map.entry("shutdownAfterJobFinishes", KEPT),
                    Map.entry("successfulJobsHistoryLimit", KEPT),
                    Map.entry("failedJobsHistoryLimit", KEPT),
                    Map.entry(
                            "podReplacementPolicy",
                            notNeeded(
                                    "is not needed: an instance is replaced when its attempt has ended")),
                    Map.entry(
                            "podFailurePolicy",
                            leftOut(
                                    "is not carried over: every failure is a retry",
                                    "see retry.on")),
                    Map.entry(
                            "successPolicy",
                            leftOut(
                                    "is not carried over: a job succeeds when all of its instances have")),
                    Map.entry(
                            "maxFailedIndexes",
                            leftOut(
                                    "is not carried over: a job fails with its first instance that has no retry left")),
                    Map.entry(
                            "suspend",
                            leftOut(
                                    "is not carried over: a job is not submitted suspended",
                                    "'meridian suspend' once it is submitted")),
                    Map.entry(
                            "metrics",
                            leftOut("is not carried over: a batch job does not grow and shrink")),
                    Map.entry("labels", leftOut("are not carried over: jobs have no labels")),
                    Map.entry(
                            "annotations",
                            leftOut("are not carried over: jobs have no annotations")),
                    Map.entry("creationTimestamp", SERVER),
                    Map.entry("uid", SERVER),
                    Map.entry("resourceVersion", SERVER),
                    Map.entry("generation", SERVER),
                    Map.entry("managedFields", SERVER),
                    Map.entry("ownerReferences", SERVER),
                    Map.entry("finalizers", SERVER));

    private Reasons() {}

    static Why of(String pointer) {
        if (pointer.contains("/metadata/labels/")) {
            return leftOut("is not carried over: jobs have no labels");
        }
        if (pointer.contains("/metadata/annotations/")) {
            return leftOut("is not carried over: jobs have no annotations");
        }
        if (pointer.endsWith("/metadata/name")) {
            return notNeeded("names a pod, which Meridian names itself");
        }
        return BY_NAME.getOrDefault(TreePointers.last(pointer), Why.UNKNOWN);
    }
}
