package dev.meridian.agent.run;

import dev.meridian.agent.run.cgroup.Group;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Starts the small shell program that stands between agent and task. It holds the session and the
/// output, so that the agent's death ends neither, and writes down the exit code.
final class Shim {
    private final Path script;

    private Shim(Path script) {
        this.script = script;
    }

    /// Unpacks the script into the data directory. A running shim keeps the file that it was
    /// started from.
    static Shim install(Path dataDir) throws IOException {
        Path script = dataDir.resolve("shim.sh");
        Path fresh = dataDir.resolve("shim.sh.new");
        try (InputStream packed = Shim.class.getResourceAsStream("shim.sh")) {
            if (packed == null) throw new IllegalStateException("the jar lacks its shim.sh");
            Files.copy(packed, fresh, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(fresh, script, StandardCopyOption.ATOMIC_MOVE);
        return new Shim(script);
    }

    /// Returns as soon as the task's process exists.
    Process start(AllocationFolder folder, OutputShares output, Group group, List<String> command)
            throws IOException {
        List<Path> doors = group.doors();
        List<String> line = new ArrayList<>();
        line.addAll(List.of("setsid", "/bin/sh", script.toString(), folder.root().toString()));
        line.add(Long.toString(output.first()));
        line.add(Long.toString(output.newest()));
        line.add(group.killSwitch().map(Path::toString).orElse(""));
        line.add(Integer.toString(doors.size()));
        doors.forEach(door -> line.add(door.toString()));
        line.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(line)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectError(folder.root().resolve("shim.log").toFile());
        builder.environment()
                .clear(); // nothing of the agent's own, and nothing that a job could set
        builder.environment().put("PATH", TaskEnvironment.PATH);
        Process process = builder.start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            if (said.readLine() == null) {
                throw new IOException(
                        "the shim did not start: "
                                + Files.readString(folder.root().resolve("shim.log")).strip());
            }
        }
        return process;
    }
}
