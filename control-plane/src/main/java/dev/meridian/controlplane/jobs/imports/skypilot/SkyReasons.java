package dev.meridian.controlplane.jobs.imports.skypilot;

import static dev.meridian.controlplane.jobs.imports.Why.leftOut;
import static dev.meridian.controlplane.jobs.imports.Why.notNeeded;

import dev.meridian.controlplane.jobs.imports.Reasons;
import dev.meridian.controlplane.jobs.imports.Why;
import dev.meridian.controlplane.jobs.spec.TreePointers;

/// Why a field of a task has no place in a job of ours.
final class SkyReasons {

    private static final Reasons REASONS =
            new Reasons()
                    .say(
                            notNeeded(
                                    "is not needed: a job holds its nodes no longer than it runs"),
                            "autostop")
                    .say(
                            leftOut(
                                    "is not carried over: kinds of disks are not told apart",
                                    "write a constraint on a label of your nodes"),
                            "disk_tier")
                    .say(
                            leftOut(
                                    "is not carried over: kinds of networks are not told apart",
                                    "write a constraint on a label of your nodes"),
                            "network_tier")
                    .say(
                            leftOut(
                                    "is not carried over: accelerators are started as their nodes have them"),
                            "accelerator_args")
                    .say(leftOut("is not carried over", "set resources.disk"), "local_disk")
                    .say(
                            leftOut("are not carried over: machines are not started for the job"),
                            "labels")
                    .say(
                            leftOut(
                                    "is about the clouds that SkyPilot uses, and is not carried over"),
                            "config",
                            "experimental")
                    .say(
                            leftOut(
                                    "is not carried over: services are scaled by their use",
                                    "set scaling.target"),
                            "target_qps_per_replica",
                            "queue_length_threshold")
                    .say(
                            leftOut("is not carried over: scaling has its own patience"),
                            "upscale_delay_seconds",
                            "downscale_delay_seconds")
                    .say(
                            leftOut("is not carried over", "set service.balance"),
                            "load_balancing_policy")
                    .say(
                            leftOut("is not carried over: a service is asked from its start"),
                            "initial_delay_seconds")
                    .say(
                            leftOut("is not carried over", "set service.health.timeout"),
                            "timeout_seconds")
                    .say(
                            leftOut(
                                    "is not carried over: nothing is called on events",
                                    "follow them: 'meridian events -f'"),
                            "event_callback")
                    .say(
                            leftOut(
                                    "is not carried over: it only guides SkyPilot's choice",
                                    "see placement.data"),
                            "inputs",
                            "outputs")
                    .say(
                            leftOut(
                                    "is not carried over: SkyPilot's pools are not Meridian's",
                                    "write a constraint on the label pool"),
                            "pool");

    private SkyReasons() {}

    static Why of(String pointer) {
        return REASONS.of(TreePointers.last(pointer));
    }
}
