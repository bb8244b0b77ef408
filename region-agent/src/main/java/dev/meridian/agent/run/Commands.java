package dev.meridian.agent.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Judges a command before anything is started, so that a missing program is told in a sentence.
final class Commands {
    private Commands() {}

    static Optional<String> obstacle(List<String> command, String path) {
        if (command.isEmpty() || command.getFirst().isBlank()) {
            return Optional.of(
                    "the task has no command: say what to run, as in command: [sh, -c, \"echo hello\"]");
        }
        String program = command.getFirst();
        if (program.startsWith("/")) {
            return Files.isExecutable(Path.of(program))
                    ? Optional.empty()
                    : Optional.of(
                            "there is no program %s on this node: install it there, or correct the first word of the task's command"
                                    .formatted(program));
        }
        if (program.contains("/")) {
            return Optional.of(
                    "%s is looked for in the task's working directory, which is empty at its start: name the program by its whole path"
                            .formatted(program));
        }
        boolean found =
                Arrays.stream(path.split(":"))
                        .filter(folder -> folder.startsWith("/"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        return found
                ? Optional.empty()
                : Optional.of(
                        "the command %s is not on this node (looked in %s): install it there, or correct the first word of the task's command"
                                .formatted(program, path));
    }
}
