package dev.meridian.controlplane.jobs.imports.skypilot;

import static dev.meridian.controlplane.jobs.imports.Why.leftOut;
import static dev.meridian.controlplane.jobs.imports.Why.notNeeded;

import dev.meridian.controlplane.jobs.imports.Why;
import dev.meridian.controlplane.jobs.spec.TreePointers;
import java.util.Map;

/// Why a field of a task has no place in a job of ours.
final class SkyReasons {

    private static final Map<String, Why> REASONS =
            Map.ofEntries(
                    Map.entry(
                            "autostop",
                            notNeeded(
                                    "is not needed: a job holds its nodes no longer than it runs")),
                    Map.entry(
                            "disk_tier",
                            leftOut(
                                    "is not carried over: kinds of disks are not told apart",
                                    "write a constraint on a label of your nodes")),
                    Map.entry(
                            "network_tier",
                            leftOut(
                                    "is not carried over: kinds of networks are not told apart",
                                    "write a constraint on a label of your nodes")),
                    Map.entry(
                            "accelerator_args",
                            leftOut(
                                    "is not carried over: accelerators are started as their nodes have them")),
                    Map.entry("local_disk", leftOut("is not carried over", "set resources.disk")),
                    Map.entry(
                            "labels",
                            leftOut("are not carried over: machines are not started for the job")),
                    Map.entry(
                            "config",
                            leftOut(
                                    "is about the clouds that SkyPilot uses, and is not carried over")),
                    Map.entry(
                            "experimental",
                            leftOut(
                                    "is about the clouds that SkyPilot uses, and is not carried over")),
                    Map.entry(
                            "target_qps_per_replica",
                            leftOut(
                                    "is not carried over: services are scaled by their use",
                                    "set scaling.target")),
                    Map.entry(
                            "queue_length_threshold",
                            leftOut(
                                    "is not carried over: services are scaled by their use",
                                    "set scaling.target")),
                    Map.entry(
                            "upscale_delay_seconds",
                            leftOut("is not carried over: scaling has its own patience")),
                    Map.entry(
                            "downscale_delay_seconds",
                            leftOut("is not carried over: scaling has its own patience")),
                    Map.entry(
                            "load_balancing_policy",
                            leftOut("is not carried over", "set service.balance")),
                    Map.entry(
                            "initial_delay_seconds",
                            leftOut("is not carried over: a service is asked from its start")),
                    Map.entry(
                            "timeout_seconds",
                            leftOut("is not carried over", "set service.health.timeout")),
                    Map.entry(
                            "event_callback",
                            leftOut(
                                    "is not carried over: nothing is called on events",
                                    "follow them: 'meridian events -f'")),
                    Map.entry(
                            "inputs",
                            leftOut(
                                    "is not carried over: it only guides SkyPilot's choice",
                                    "see placement.data")),
                    Map.entry(
                            "outputs",
                            leftOut(
                                    "is not carried over: it only guides SkyPilot's choice",
                                    "see placement.data")),
                    Map.entry(
                            "pool",
                            leftOut(
                                    "is not carried over: SkyPilot's pools are not Meridian's",
                                    "write a constraint on the label pool")));

    private SkyReasons() {}

    static Why of(String pointer) {
        return REASONS.getOrDefault(TreePointers.last(pointer), Why.UNKNOWN);
    }
}
