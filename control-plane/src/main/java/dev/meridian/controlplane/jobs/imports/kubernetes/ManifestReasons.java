package dev.meridian.controlplane.jobs.imports.kubernetes;

import static dev.meridian.controlplane.jobs.imports.Why.leftOut;
import static dev.meridian.controlplane.jobs.imports.Why.notNeeded;

import dev.meridian.controlplane.jobs.imports.Reasons;
import dev.meridian.controlplane.jobs.imports.Why;
import dev.meridian.controlplane.jobs.spec.TreePointers;

/// Why a field of a manifest has no place in a job of ours.
final class ManifestReasons {

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

    private static final Reasons BY_NAME =
            new Reasons()
                    .say(
                            SCHEDULER,
                            "schedulerName",
                            "schedulingGates",
                            "manualSelector",
                            "selector",
                            "managedBy")
                    .say(
                            VOLUMES,
                            "volumes",
                            "volumeMounts",
                            "volumeDevices",
                            "volumeClaimTemplates")
                    .say(
                            RIGHTS,
                            "securityContext",
                            "serviceAccountName",
                            "serviceAccount",
                            "automountServiceAccountToken",
                            "runtimeClassName")
                    .say(PROBE, "livenessProbe", "readinessProbe", "startupProbe")
                    .say(leftOut("is not carried over", "put it into the command"), "lifecycle")
                    .say(
                            notNeeded("is not needed: a task listens on the network of its host"),
                            "ports")
                    .say(
                            notNeeded(
                                    "is not needed: the node pulls an image that it does not have"),
                            "imagePullPolicy")
                    .say(
                            leftOut(
                                    "is not carried over: nodes log in to registries by themselves"),
                            "imagePullSecrets")
                    .say(
                            notNeeded("is not needed: a task has the network of its host"),
                            "hostNetwork")
                    .say(leftOut("is not carried over: a task has an IPC of its own"), "hostIPC")
                    .say(leftOut("is not carried over: a task has processes of its own"), "hostPID")
                    .say(
                            leftOut("is not carried over: names are resolved as on the host"),
                            "dnsPolicy",
                            "dnsConfig",
                            "hostAliases")
                    .say(
                            leftOut(
                                    "is not carried over: instances have no host names",
                                    "see MASTER_ADDR and RANK"),
                            "hostname",
                            "subdomain",
                            "network")
                    .say(notNeeded("is for people at a terminal"), "tty", "stdin", "stdinOnce")
                    .say(
                            notNeeded("is not needed: the end of the log says why"),
                            "terminationMessagePath",
                            "terminationMessagePolicy")
                    .say(
                            leftOut("is not carried over: the grace is the same for all tasks"),
                            "terminationGracePeriodSeconds")
                    .say(
                            notNeeded("means nothing without services of Kubernetes"),
                            "enableServiceLinks")
                    .say(notNeeded("means nothing for one container"), "shareProcessNamespace")
                    .say(leftOut("is not carried over"), "preemptionPolicy")
                    .say(
                            leftOut(
                                    "is not carried over: numbers of Kubernetes mean nothing here",
                                    "set priorityClass"),
                            "priority")
                    .say(notNeeded("is not needed: nodes keep a reserve"), "overhead")
                    .say(
                            KEPT,
                            "ttlSecondsAfterFinished",
                            "cleanPodPolicy",
                            "shutdownAfterJobFinishes",
                            "successfulJobsHistoryLimit",
                            "failedJobsHistoryLimit")
                    .say(
                            notNeeded(
                                    "is not needed: an instance is replaced when its attempt has ended"),
                            "podReplacementPolicy")
                    .say(
                            leftOut(
                                    "is not carried over: every failure is a retry",
                                    "see retry.on"),
                            "podFailurePolicy")
                    .say(
                            leftOut(
                                    "is not carried over: a job succeeds when all of its instances have"),
                            "successPolicy")
                    .say(
                            leftOut(
                                    "is not carried over: a job fails with its first instance that has no retry left"),
                            "maxFailedIndexes")
                    .say(
                            leftOut(
                                    "is not carried over: a job is not submitted suspended",
                                    "'meridian suspend' once it is submitted"),
                            "suspend")
                    .say(
                            leftOut("is not carried over: a batch job does not grow and shrink"),
                            "metrics")
                    .say(leftOut("are not carried over: jobs have no labels"), "labels")
                    .say(leftOut("are not carried over: jobs have no annotations"), "annotations")
                    .say(
                            SERVER,
                            "creationTimestamp",
                            "uid",
                            "resourceVersion",
                            "generation",
                            "managedFields",
                            "ownerReferences",
                            "finalizers");

    private ManifestReasons() {}

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
        return BY_NAME.of(TreePointers.last(pointer));
    }
}
