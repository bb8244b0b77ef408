package dev.meridian.agent.run;

import dev.meridian.agent.run.cgroup.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// What a shim needs to know of its task: a piece of shell.
record StartScript(OutputShares shares, Group group, Driver.Entry entry) {
    /// Processes and threads that a user may have in all on a host where no group bounds each task:
    /// enough for real work, too few for a fork bomb to take the last number.
    private static final long MOST_OF_A_USER =
            4096 + 1024L * Runtime.getRuntime().availableProcessors();

    private static final String SETSID = program("setsid");

    /// @param again in the folder of an earlier run, whose output goes on
    void write(Path file, boolean again) throws IOException {
        AllocationFolder.writeSecretly(file, (again ? "again=yes\n" : "") + text());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("first=").append(shares.first()).append('\n');
        text.append("newest=").append(shares.newest()).append('\n');
        String killSwitch = group.killSwitch().map(Path::toString).orElse("");
        text.append("switch=").append(quoted(killSwitch)).append('\n');
        text.append("task() {\n");
        for (Path door : group.doors()) {
            text.append("echo 0 >").append(quoted(door.toString())).append(" || exit 125\n");
        }
        if (group.doors().isEmpty()) {
            text.append(
                    "ulimit -p %1$d 2>/dev/null || ulimit -u %1$d 2>/dev/null\n"
                            .formatted(MOST_OF_A_USER));
        }
        entry.variables()
                .forEach((name, value) ->
                        text.append("export ")
                                .append(name)
                                .append('=')
                                .append(quoted(value))
                                .append('\n'));
        entry.folder()
                .ifPresent(folder ->
                        text.append("cd ")
                                .append(quoted(folder.toString()))
                                .append(" || exit 125\n"));
        text.append("exec ");
        // where no control group tells whose a process is, its session does
        if (entry.folder().isPresent() || group.doors().isEmpty()) text.append(SETSID).append(' ');
        text.append(words(entry.line())).append(entry.redirection()).append("\n}\n");
        return text.toString();
    }

    private static String words(List<String> line) {
        return line.stream().map(StartScript::quoted).collect(Collectors.joining(" "));
    }

    static String quoted(String value) {
        return "'" + value.replace("'", "'\\''").replace("\0", "") + "'";
    }

    /// Found before a job's own `PATH` can say otherwise.
    private static String program(String name) {
        for (String folder : TaskEnvironment.PATH.split(":")) {
            Path file = Path.of(folder, name);
            if (Files.isExecutable(file)) return file.toString();
        }
        return name;
    }
}
