package dev.meridian.controlplane.jobs.imports.slurm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The names of the options of `sbatch`.
final class Spelling {

    private static final Map<Character, String> SHORT =
            Map.ofEntries(
                    Map.entry('A', "account"),
                    Map.entry('a', "array"),
                    Map.entry('B', "extra-node-info"),
                    Map.entry('b', "begin"),
                    Map.entry('C', "constraint"),
                    Map.entry('c', "cpus-per-task"),
                    Map.entry('M', "clusters"),
                    Map.entry('S', "core-spec"),
                    Map.entry('d', "dependency"),
                    Map.entry('m', "distribution"),
                    Map.entry('D', "chdir"),
                    Map.entry('e', "error"),
                    Map.entry('x', "exclude"),
                    Map.entry('G', "gpus"),
                    Map.entry('H', "hold"),
                    Map.entry('h', "help"),
                    Map.entry('i', "input"),
                    Map.entry('J', "job-name"),
                    Map.entry('k', "no-kill"),
                    Map.entry('L', "licenses"),
                    Map.entry('F', "nodefile"),
                    Map.entry('w', "nodelist"),
                    Map.entry('N', "nodes"),
                    Map.entry('n', "ntasks"),
                    Map.entry('o', "output"),
                    Map.entry('O', "overcommit"),
                    Map.entry('s', "oversubscribe"),
                    Map.entry('p', "partition"),
                    Map.entry('q', "qos"),
                    Map.entry('Q', "quiet"),
                    Map.entry('t', "time"),
                    Map.entry('v', "verbose"),
                    Map.entry('W', "wait"));

    /// Those that take nothing.
    private static final Set<String> FLAGS =
            Set.of(
                    "contiguous",
                    "help",
                    "hetjob",
                    "hold",
                    "ignore-pbs",
                    "no-requeue",
                    "overcommit",
                    "oversubscribe",
                    "parsable",
                    "quiet",
                    "reboot",
                    "requeue",
                    "share",
                    "spread-job",
                    "stepmgr",
                    "test-only",
                    "use-min-nodes",
                    "verbose",
                    "wait");

    /// Those that take what is written behind a `=` alone.
    private static final Set<String> PERHAPS =
            Set.of("exclusive", "get-user-env", "nice", "no-kill", "propagate");

    private static final List<String> OTHERS =
            List.of(
                    "batch",
                    "bb",
                    "bbf",
                    "cluster-constraint",
                    "comment",
                    "container",
                    "container-id",
                    "container-image",
                    "container-mounts",
                    "container-name",
                    "container-workdir",
                    "cores-per-socket",
                    "cpu-freq",
                    "cpus-per-gpu",
                    "deadline",
                    "delay-boot",
                    "export",
                    "export-file",
                    "extra",
                    "gid",
                    "gpu-bind",
                    "gpu-freq",
                    "gpus-per-node",
                    "gpus-per-socket",
                    "gpus-per-task",
                    "gres",
                    "gres-flags",
                    "hint",
                    "kill-on-invalid-dep",
                    "mail-type",
                    "mail-user",
                    "mcs-label",
                    "mem",
                    "mem-bind",
                    "mem-per-cpu",
                    "mem-per-gpu",
                    "mincpus",
                    "network",
                    "ntasks-per-core",
                    "ntasks-per-gpu",
                    "ntasks-per-node",
                    "ntasks-per-socket",
                    "open-mode",
                    "power",
                    "prefer",
                    "priority",
                    "profile",
                    "reservation",
                    "resv-ports",
                    "segment",
                    "signal",
                    "sockets-per-node",
                    "switches",
                    "thread-spec",
                    "threads-per-core",
                    "time-min",
                    "tmp",
                    "tres-bind",
                    "tres-per-task",
                    "uid",
                    "wait-all-nodes",
                    "wckey",
                    "wrap");

    /// What was once written otherwise.
    private static final Map<String, String> OLD =
            Map.of("workdir", "chdir", "tasks", "ntasks", "tasks-per-node", "ntasks-per-node");

    private Spelling() {}

    static Optional<String> ofShort(char letter) {
        return Optional.ofNullable(SHORT.get(letter));
    }

    /// The long name that is meant; the beginning of one is enough where it is the beginning of no
    /// other.
    static String ofLong(String given) {
        List<String> all =
                java.util.stream.Stream.of(SHORT.values(), FLAGS, PERHAPS, OTHERS)
                        .flatMap(java.util.Collection::stream)
                        .distinct()
                        .toList();
        if (all.contains(given)) {
            return given;
        }
        if (OLD.containsKey(given)) {
            return OLD.get(given);
        }
        List<String> begun = all.stream().filter(name -> name.startsWith(given)).toList();
        return begun.size() == 1 ? begun.getFirst() : given;
    }

    static boolean takesNext(String name) {
        return !FLAGS.contains(name) && !PERHAPS.contains(name);
    }
}
