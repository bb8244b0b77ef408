package dev.meridian.controlplane.jobs.imports.slurm;

import static dev.meridian.controlplane.jobs.imports.Why.leftOut;
import static dev.meridian.controlplane.jobs.imports.Why.notNeeded;

import dev.meridian.controlplane.jobs.imports.Reasons;
import dev.meridian.controlplane.jobs.imports.Why;

/// Why an option has no place in a job of ours.
final class SlurmReasons {

    private static final Why BINDING =
            leftOut("is not carried over: Meridian does not bind tasks to cores or devices");
    private static final Why SOCKETS =
            leftOut("is not carried over: Meridian counts cores, not sockets and threads");
    private static final Why LOGS =
            notNeeded(
                    "is not needed: Meridian keeps the output of every attempt, see 'meridian logs'");
    private static final Why MAIL =
            leftOut(
                    "is not carried over: Meridian sends no mail",
                    "follow it: 'meridian events -f'");
    private static final Why SUBMISSION =
            notNeeded("is about the call of sbatch, not about the job");

    private static final Reasons REASONS =
            new Reasons()
                    .say(LOGS, "output", "error", "open-mode")
                    .say(
                            leftOut(
                                    "is not carried over: a task has no input",
                                    "read the file in the script"),
                            "input")
                    .say(MAIL, "mail-type", "mail-user")
                    .say(
                            leftOut(
                                    "is not carried over: an account need not be a project of Meridian",
                                    "name the project with --project"),
                            "account")
                    .say(
                            leftOut(
                                    "is not carried over: ids of Slurm's jobs mean nothing here",
                                    "put both into one job, as task groups with dependsOn"),
                            "dependency")
                    .say(
                            leftOut(
                                    "is not carried over: a job may start at once",
                                    "submit it later"),
                            "begin")
                    .say(
                            leftOut(
                                    "is not carried over",
                                    "'meridian suspend' once it is submitted"),
                            "hold")
                    .say(leftOut("is not carried over", "choose a priorityClass"), "nice")
                    .say(
                            leftOut(
                                    "is not carried over: numbers of Slurm mean nothing here",
                                    "choose a priorityClass"),
                            "priority")
                    .say(leftOut("is not carried over: Meridian counts no licences"), "licenses")
                    .say(
                            leftOut("is not carried over: Meridian has no reservations by name"),
                            "reservation")
                    .say(
                            leftOut(
                                    "is not carried over: a task that is stopped gets SIGTERM, and SIGKILL after its grace",
                                    "let the script trap TERM"),
                            "signal")
                    .say(
                            leftOut(
                                    "is not carried over: a node is not asked for as a whole",
                                    "ask for all its cores or accelerators"),
                            "exclusive")
                    .say(notNeeded("is how Meridian fills nodes anyway"), "oversubscribe", "share")
                    .say(leftOut("is not carried over: cores are not promised twice"), "overcommit")
                    .say(
                            leftOut(
                                    "is not carried over: work of a lost node is always placed again"),
                            "no-requeue")
                    .say(
                            leftOut("is not carried over: a run time is not shortened to fit"),
                            "time-min")
                    .say(leftOut("is not carried over", "ask for the cores with cpu"), "mincpus")
                    .say(leftOut("is not carried over", "write affinities"), "prefer")
                    .say(
                            leftOut(
                                    "is not carried over: Slurm's clusters are not Meridian's",
                                    "write a constraint on the label cluster"),
                            "clusters")
                    .say(
                            leftOut(
                                    "is not carried over: the file is not here",
                                    "write a constraint on the label node"),
                            "nodefile")
                    .say(
                            leftOut("is not carried over: the file is not here", "write env"),
                            "export-file")
                    .say(
                            leftOut(
                                    "is not carried over: a task has an environment of its own",
                                    "write env"),
                            "get-user-env")
                    .say(leftOut("is not carried over: a task has no mounts"), "container-mounts")
                    .say(leftOut("is not carried over: there are no burst buffers"), "bb", "bbf")
                    .say(
                            leftOut("is not carried over: the switch is not asked for anything"),
                            "network")
                    .say(
                            leftOut("is not carried over: tasks run as whom the agent gives them"),
                            "uid",
                            "gid")
                    .say(leftOut("is not carried over: limits are those of the node"), "propagate")
                    .say(
                            notNeeded(
                                    "is not needed: Meridian measures every task, see 'meridian top jobs'"),
                            "profile")
                    .say(notNeeded("is not needed: a gang starts as one"), "wait-all-nodes")
                    .say(
                            leftOut("is not carried over: a gang that loses a node begins again"),
                            "no-kill")
                    .say(notNeeded("is for people"), "comment")
                    .say(leftOut("is not carried over: cost is counted by project"), "wckey")
                    .say(
                            BINDING,
                            "distribution",
                            "gpu-bind",
                            "mem-bind",
                            "tres-bind",
                            "gres-flags",
                            "hint",
                            "core-spec",
                            "thread-spec",
                            "cpu-freq",
                            "gpu-freq")
                    .say(
                            SOCKETS,
                            "extra-node-info",
                            "sockets-per-node",
                            "cores-per-socket",
                            "threads-per-core",
                            "ntasks-per-core",
                            "ntasks-per-socket",
                            "gpus-per-socket")
                    .say(
                            SUBMISSION,
                            "parsable",
                            "quiet",
                            "verbose",
                            "wait",
                            "test-only",
                            "ignore-pbs",
                            "help");

    private SlurmReasons() {}

    static Why of(String option) {
        return REASONS.of(option);
    }
}
