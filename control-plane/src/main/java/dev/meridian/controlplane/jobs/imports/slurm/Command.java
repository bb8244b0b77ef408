package dev.meridian.controlplane.jobs.imports.slurm;

import dev.meridian.controlplane.jobs.imports.Notes;
import dev.meridian.controlplane.jobs.imports.Shell;
import dev.meridian.controlplane.jobs.model.imports.ImportRemark.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a task runs: the script by its interpreter, with what it expects of Slurm before it.
final class Command {

    private final Script script;
    private final Options options;
    private final Layout layout;
    private final Notes notes;

    Command(Script script, Options options, Layout layout, Notes notes) {
        this.script = script;
        this.options = options;
        this.layout = layout;
        this.notes = notes;
    }

    List<String> words(@Nullable ArrayRange array) {
        List<String> interpreter = interpreter();
        String prologue = new Prologue(script, layout, notes).text(array) + change();
        String body =
                options.take("wrap")
                        .map(Option::value)
                        .filter(_ -> script.isEmpty())
                        .orElse(script.body())
                        .stripTrailing();
        if (layout.instances() > 1 && !script.uses("srun")) {
            notes.add(
                    Kind.CHANGED,
                    script.bodyLine(),
                    "",
                    "the script runs on each of the "
                            + layout.instances()
                            + " nodes; Slurm would run it on the first alone",
                    "guard what must run once with: if [ \"$RANK\" = 0 ]");
        }
        if (Shell.knows(interpreter)) {
            List<String> words = new ArrayList<>(interpreter);
            words.add("-c");
            if (prologue.isEmpty()) {
                words.add(body);
            } else {
                words.addAll(
                        List.of(
                                prologue + "script=$1; shift; eval \"$script\"",
                                "batch-script",
                                body));
            }
            return words;
        }
        String start =
                prologue
                        + "printf '%s\\n' \"$1\" > batch-script && exec "
                        + Shell.quoted(interpreter)
                        + " batch-script";
        return List.of("sh", "-c", start, "sh", body);
    }

    private String change() {
        Optional<Option> folder = options.take("chdir");
        folder.ifPresent(option ->
                options.changed(
                        option,
                        "becomes a cd before the script",
                        "the folder must be there on every node"));
        return folder.map(option -> "cd " + Shell.quoted(List.of(option.value())) + " || exit\n")
                .orElse("");
    }

    private List<String> interpreter() {
        List<String> words = script.interpreter();
        if (words.isEmpty() || words.getFirst().isEmpty()) {
            notes.add(
                    Kind.ASSUMED,
                    1,
                    "",
                    "the script names no interpreter: sh runs it",
                    "begin it with #!/bin/bash");
            return List.of("sh");
        }
        boolean env = words.getFirst().endsWith("/env") && words.size() > 1;
        return env ? words.subList(1, words.size()) : words;
    }
}
