package dev.meridian.controlplane.jobs.imports.slurm;

import dev.meridian.controlplane.jobs.imports.Draft;
import dev.meridian.controlplane.jobs.imports.GroupDraft;
import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.Naming;
import dev.meridian.controlplane.jobs.imports.NotImportable;
import dev.meridian.controlplane.jobs.imports.Notes;
import dev.meridian.controlplane.jobs.imports.Priorities;
import dev.meridian.controlplane.jobs.model.imports.ImportRemark.Kind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes a job of a batch script: an instance for each node, all of them a gang, each of which runs
/// the script.
public final class SlurmJob {

    private final Script script;
    private final Priorities priorities;
    private final Notes notes = new Notes(0);
    private final JobDraft job = new JobDraft();

    private SlurmJob(Script script, Priorities priorities) {
        this.script = script;
        this.priorities = priorities;
    }

    /// @param name for a script that has none
    public static Draft of(String text, String name, Priorities priorities) {
        return new SlurmJob(Script.read(text), priorities).draft(name);
    }

    public static boolean isOne(String text) {
        return text.lines().anyMatch(line -> Script.HEADER.matcher(line).matches());
    }

    private Draft draft(String name) {
        List<Options> parts =
                script.components().stream().map(part -> new Options(part, notes)).toList();
        boolean wrapped = parts.getFirst().has("wrap");
        if (script.isEmpty() && !wrapped) {
            throw NotImportable.because("the script has options and no command", "give it one");
        }
        job.name(
                parts.getFirst()
                        .take("job-name")
                        .map(option -> Naming.job(option.value()))
                        .filter(given -> !given.isEmpty())
                        .orElse(name));
        for (int i = 0; i < parts.size(); i++) {
            add(parts.get(i), parts.size() > 1 ? "part-" + i : "main");
        }
        whole(parts.getFirst());
        if (parts.size() > 1) {
            job.gang();
            notes.add(
                    Kind.CHANGED,
                    1,
                    "",
                    "the parts of the heterogeneous job are groups of one gang; each runs the script, and srun its own part of the steps",
                    "");
        }
        parts.forEach(Options::tellTheRest);
        script.ignored()
                .forEach(line ->
                        notes.add(
                                Kind.NOT_NEEDED,
                                line,
                                "",
                                "stands after the first command, where Slurm ignores options",
                                ""));
        return new Draft("batch script", 0, 1, job, notes);
    }

    private void add(Options options, String name) {
        GroupDraft group = new GroupDraft().name(name);
        Layout layout = new Capacity(options).into(group, Layout.of(options, script.uses("srun")));
        group.count(layout.instances());
        if (layout.atLeast() == null) {
            group.whole();
        } else {
            group.minCount(layout.atLeast());
        }
        @Nullable ArrayRange array = options.take("array").map(ArrayRange::of).orElse(null);
        if (array != null) {
            array(array, group, layout);
        }
        Places.into(group.needs(), options);
        if (layout.oneNode()) {
            options.take("ntasks")
                    .ifPresent(option ->
                            options.changed(
                                    option,
                                    "is asked of one node: " + layout.cpus() + " cores",
                                    "give --nodes to have them on several"));
        }
        environment(options, group);
        group.task().command(new Command(script, options, layout, notes).words(array));
        assume(group);
        job.add(group);
    }

    private static void array(ArrayRange array, GroupDraft group, Layout layout) {
        if (layout.instances() > 1) {
            throw NotImportable.because(
                    "each task of the array asks for "
                            + layout.instances()
                            + " nodes, and an instance of a Meridian array has one",
                    "submit a job for each index, or ask for one node");
        }
        group.array(array.indices().size(), array.maxRunning());
    }

    private void environment(Options options, GroupDraft group) {
        Optional<Option> export = options.take("export");
        for (String word : export.map(Option::value).orElse("").split(",")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                group.task().env(word.substring(0, equals).strip(), word.substring(equals + 1));
            } else if (!word.isBlank()
                    && !word.strip().equals("NONE")
                    && !word.strip().equals("NIL")) {
                options.leftOut(
                        export.get(),
                        "is not carried over as to "
                                + word.strip()
                                + ": the shell that submits lends no variables",
                        "write them into env");
            }
        }
    }

    private void assume(GroupDraft group) {
        if (group.needs().memory() == null) {
            notes.add(
                    Kind.ASSUMED,
                    1,
                    "",
                    "the script does not say how much memory it needs, and the default of its partition is not known: an instance gets 256Mi",
                    "set resources.memory");
        }
    }

    /// What is said once, for the whole job.
    private void whole(Options options) {
        options.take("time").flatMap(Walltime::of).ifPresent(job::runsAtMost);
        options.take("partition")
                .ifPresent(option -> {
                    String[] names = option.value().split(",");
                    String queue = names.length == 0 ? "" : Naming.dns(names[0]);
                    if (queue.isEmpty()) {
                        throw option.wrong("a partition");
                    }
                    job.queue(queue);
                    options.changed(
                            option,
                            "becomes the queue " + queue,
                            "where a partition means a kind of nodes, write a constraint instead");
                });
        options.take("qos")
                .ifPresent(option -> {
                    Optional<String> known = priorities.of(option.value());
                    known.ifPresent(job::priorityClass);
                    if (known.isEmpty()) {
                        options.leftOut(
                                option,
                                "is no priority class",
                                "choose one of " + priorities.names());
                    } else if (!known.get().equals(option.value())) {
                        options.changed(option, "becomes the priority class " + known.get(), "");
                    }
                });
        options.take("requeue")
                .ifPresent(option -> {
                    job.retries(1);
                    options.changed(
                            option,
                            "becomes one retry after a failure; work of a lost node is placed again in any case",
                            "");
                });
        options.take("deadline")
                .ifPresent(option -> {
                    if (option.value().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?")) {
                        job.deadline(
                                option.value() + (option.value().length() == 16 ? ":00Z" : "Z"));
                        options.changed(option, "is taken for a time in UTC", "");
                    } else {
                        options.leftOut(
                                option,
                                "is not carried over: it counts from the time of submission",
                                "set deadline");
                    }
                });
    }
}
