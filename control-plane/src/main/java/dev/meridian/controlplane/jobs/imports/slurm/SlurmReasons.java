package dev.meridian.controlplane.jobs.imports.slurm;

import static dev.meridian.controlplane.jobs.imports.Why.leftOut;
import static dev.meridian.controlplane.jobs.imports.Why.notNeeded;

import dev.meridian.controlplane.jobs.imports.Why;
import java.util.Map;

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

    private static final Map<String, Why> REASONS =
            Map.ofEntries(
                    Map.entry("output", LOGS),
                    Map.entry("error", LOGS),
                    Map.entry("open-mode", LOGS),
                    Map.entry(
                            "input",
                            leftOut(
                                    "is not carried over: a task has no input",
                                    "read the file in the script")),
                    Map.entry("mail-type", MAIL),
                    Map.entry("mail-user", MAIL),
                    Map.entry(
                            "account",
                            leftOut(
                                    "is not carried over: an account need not be a project of Meridian",
                                    "name the project with --project")),
                    Map.entry(
                            "dependency",
                            leftOut(
                                    "is not carried over: ids of Slurm's jobs mean nothing here",
                                    "put both into one job, as task groups with dependsOn")),
                    Map.entry(
                            "begin",
                            leftOut(
                                    "is not carried over: a job may start at once",
                                    "submit it later")),
                    Map.entry(
                            "hold",
                            leftOut(
                                    "is not carried over",
                                    "'meridian suspend' once it is submitted")),
                    Map.entry("nice", leftOut("is not carried over", "choose a priorityClass")),
                    Map.entry(
                            "priority",
                            leftOut(
                                    "is not carried over: numbers of Slurm mean nothing here",
                                    "choose a priorityClass")),
                    Map.entry(
                            "licenses",
                            leftOut("is not carried over: Meridian counts no licences")),
                    Map.entry(
                            "reservation",
                            leftOut("is not carried over: Meridian has no reservations by name")),
                    Map.entry(
                            "signal",
                            leftOut(
                                    "is not carried over: a task that is stopped gets SIGTERM, and SIGKILL after its grace",
                                    "let the script trap TERM")),
                    Map.entry(
                            "exclusive",
                            leftOut(
                                    "is not carried over: a node is not asked for as a whole",
                                    "ask for all its cores or accelerators")),
                    Map.entry("oversubscribe", notNeeded("is how Meridian fills nodes anyway")),
                    Map.entry("share", notNeeded("is how Meridian fills nodes anyway")),
                    Map.entry(
                            "overcommit",
                            leftOut("is not carried over: cores are not promised twice")),
                    Map.entry(
                            "no-requeue",
                            leftOut(
                                    "is not carried over: work of a lost node is always placed again")),
                    Map.entry(
                            "time-min",
                            leftOut("is not carried over: a run time is not shortened to fit")),
                    Map.entry(
                            "mincpus",
                            leftOut("is not carried over", "ask for the cores with cpu")),
                    Map.entry("prefer", leftOut("is not carried over", "write affinities")),
                    Map.entry(
                            "clusters",
                            leftOut(
                                    "is not carried over: Slurm's clusters are not Meridian's",
                                    "write a constraint on the label cluster")),
                    Map.entry(
                            "nodefile",
                            leftOut(
                                    "is not carried over: the file is not here",
                                    "write a constraint on the label node")),
                    Map.entry(
                            "export-file",
                            leftOut("is not carried over: the file is not here", "write env")),
                    Map.entry(
                            "get-user-env",
                            leftOut(
                                    "is not carried over: a task has an environment of its own",
                                    "write env")),
                    Map.entry(
                            "container-mounts",
                            leftOut("is not carried over: a task has no mounts")),
                    Map.entry("bb", leftOut("is not carried over: there are no burst buffers")),
                    Map.entry("bbf", leftOut("is not carried over: there are no burst buffers")),
                    Map.entry(
                            "network",
                            leftOut("is not carried over: the switch is not asked for anything")),
                    Map.entry(
                            "uid",
                            leftOut("is not carried over: tasks run as whom the agent gives them")),
                    Map.entry(
                            "gid",
                            leftOut("is not carried over: tasks run as whom the agent gives them")),
                    Map.entry(
                            "propagate",
                            leftOut("is not carried over: limits are those of the node")),
                    Map.entry(
                            "profile",
                            notNeeded(
                                    "is not needed: Meridian measures every task, see 'meridian top jobs'")),
                    Map.entry("wait-all-nodes", notNeeded("is not needed: a gang starts as one")),
                    Map.entry(
                            "no-kill",
                            leftOut("is not carried over: a gang that loses a node begins again")),
                    Map.entry("comment", notNeeded("is for people")),
                    Map.entry("wckey", leftOut("is not carried over: cost is counted by project")),
                    Map.entry("distribution", BINDING),
                    Map.entry("gpu-bind", BINDING),
                    Map.entry("mem-bind", BINDING),
                    Map.entry("tres-bind", BINDING),
                    Map.entry("gres-flags", BINDING),
                    Map.entry("hint", BINDING),
                    Map.entry("core-spec", BINDING),
                    Map.entry("thread-spec", BINDING),
                    Map.entry("cpu-freq", BINDING),
                    Map.entry("gpu-freq", BINDING),
                    Map.entry("extra-node-info", SOCKETS),
                    Map.entry("sockets-per-node", SOCKETS),
                    Map.entry("cores-per-socket", SOCKETS),
                    Map.entry("threads-per-core", SOCKETS),
                    Map.entry("ntasks-per-core", SOCKETS),
                    Map.entry("ntasks-per-socket", SOCKETS),
                    Map.entry("gpus-per-socket", SOCKETS),
                    Map.entry("parsable", SUBMISSION),
                    Map.entry("quiet", SUBMISSION),
                    Map.entry("verbose", SUBMISSION),
                    Map.entry("wait", SUBMISSION),
                    Map.entry("test-only", SUBMISSION),
                    Map.entry("ignore-pbs", SUBMISSION),
                    Map.entry("help", SUBMISSION));

    private SlurmReasons() {}

    static Why of(String option) {
        return REASONS.getOrDefault(option, Why.UNKNOWN);
    }
}
