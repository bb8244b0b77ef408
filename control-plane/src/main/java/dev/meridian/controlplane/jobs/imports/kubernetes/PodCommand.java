package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.Part;
import dev.meridian.controlplane.jobs.imports.Shell;
import dev.meridian.controlplane.jobs.imports.TaskDraft;
import java.util.ArrayList;
import java.util.List;

/// What a container runs, with what has to be done before it.
final class PodCommand {

    private PodCommand() {}

    static void into(TaskDraft task, Part container, Environment environment) {
        Part args = container.at("args");
        List<String> words = new ArrayList<>();
        boolean given = container.at("command").isThere();
        container.at("command").texts().forEach(word -> words.add(environment.interpolated(word)));
        args.texts().forEach(word -> words.add(environment.interpolated(word)));
        if (!given && args.isThere()) {
            args.changed(
                    "the arguments become the command: the entry point of an image is not known before it runs",
                    "put the program before them");
        }
        var before = new StringBuilder();
        environment
                .atRunTime()
                .forEach((name, expression) ->
                        before.append("export ")
                                .append(name)
                                .append("=\"")
                                .append(expression)
                                .append("\"; "));
        Part folder = container.at("workingDir");
        if (folder.isThere()) {
            before.append("cd ").append(Shell.quoted(List.of(folder.text("")))).append(" && ");
        }
        if (before.isEmpty()) {
            task.command(words);
        } else if (words.isEmpty()) {
            container.assumed(
                    "the image's own entry point is run as it is, without: "
                            + before.toString().strip(),
                    "give a command");
        } else {
            List<String> wrapped =
                    new ArrayList<>(List.of("sh", "-c", before + "exec \"$@\"", "sh"));
            wrapped.addAll(words);
            task.command(wrapped);
        }
    }
}
