package dev.meridian.verification.chaos.arena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// All processes that would run on a host if it were one: its agent, the guard, the shims, the
/// tasks. They are found by the agent's data folder in their command line, and by descent.
public final class HostProcesses {
    private final String mark;

    private HostProcesses(String mark) {
        this.mark = mark;
    }

    public static HostProcesses of(Arena arena, Host host) {
        return new HostProcesses(
                arena.system().home().resolve("agents").resolve(host.plan().name()).toString());
    }

    /// Stops them all; a second look finds what was begun during the first.
    public void freeze() {
        signal("STOP", all());
        signal("STOP", all());
    }

    public void thaw() {
        signal("CONT", all());
    }

    private Set<Long> all() {
        Set<Long> all = new TreeSet<>();
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            processes
                    .filter(process -> marked(process.pid()))
                    .forEach(process -> {
                        all.add(process.pid());
                        process.descendants().forEach(child -> all.add(child.pid()));
                    });
        }
        all.remove(ProcessHandle.current().pid());
        return all;
    }

    private boolean marked(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            // folder and command: the guard and the shims work in the agent's own
            String where = Files.readSymbolicLink(process.resolve("cwd")).toString();
            String line =
                    new String(
                            Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
            return isOurs(where) || Stream.of(line.split("\0")).anyMatch(this::isOurs);
        } catch (IOException _) {
            return false; // it has just ended
        }
    }

    private boolean isOurs(String word) {
        int at = word.indexOf(mark);
        return at >= 0
                && (at + mark.length() == word.length() || word.charAt(at + mark.length()) == '/');
    }

    private static void signal(String name, Set<Long> pids) {
        if (pids.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
