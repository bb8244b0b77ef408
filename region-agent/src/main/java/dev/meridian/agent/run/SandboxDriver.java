package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.DeviceShare;
import dev.meridian.agent.run.checkpoint.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs a task in bubblewrap: namespaces of its own, a read-only view of the host without anybody's
/// home and without the agent's data, its working directory the only place to write to, no
/// capabilities.
///
/// An agent of an ordinary user runs tasks as that user. An agent of root must not: root without
/// capabilities still owns root's files. There the task becomes `nobody`, in a user namespace that
/// it shares with those of the same project alone.
public final class SandboxDriver implements Driver {
    static final String BUBBLEWRAP = "bwrap";
    static final int NOBODY = 65534;
    private static final Path TEMPORARY = Path.of("/tmp");

    /// @param asRoot whether the agent runs as root
    /// @param hidden folders of the host that no task may see
    /// @param shared folders below hidden ones that every task may read
    public record Host(boolean asRoot, List<Path> hidden, List<Path> shared) {
        public Host {
            hidden =
                    Stream.concat(Stream.of(TEMPORARY), hidden.stream())
                            .distinct()
                            .sorted(Comparator.comparingInt(Path::getNameCount))
                            .toList();
            shared = List.copyOf(shared);
        }

        /// The same, where a task of this project may not see others' checkpoints either.
        Host hidingStore(Assignment assignment) {
            List<Path> more = new ArrayList<>(hidden);
            Archive.directory(assignment.getCheckpointStore()).ifPresent(more::add);
            return new Host(asRoot, more, shared);
        }
    }

    private final Host host;

    public SandboxDriver(Host host) {
        this.host = host;
    }

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public void prepare(AllocationFolder folder) throws IOException {
        if (!host.asRoot()) return;
        own(folder.work());
        Path state = folder.checkpoint();
        // what was fetched is to be written to; a shared folder was the task's before
        if (Files.isSymbolicLink(state)) own(state);
        else if (Files.isDirectory(state)) ownAll(state);
    }

    private static void ownAll(Path state) throws IOException {
        try (Stream<Path> all = Files.walk(state)) {
            for (Path one : all.toList()) {
                if (!Files.isSymbolicLink(one)) own(one);
            }
        }
    }

    private static void own(Path folder) throws IOException {
        Files.setAttribute(folder, "unix:uid", NOBODY);
        Files.setAttribute(folder, "unix:gid", NOBODY);
    }

    @Override
    public Path checkpoint(Assignment assignment, Path onHost) {
        return Path.of(assignment.getCheckpointPath());
    }

    @Override
    public String realm(Assignment assignment) {
        return host.asRoot() ? "project " + assignment.getProject() : "";
    }

    /// The options go into a file: on a command line everybody could read the environment.
    @Override
    public Entry entry(Assignment assignment, AllocationFolder folder, TaskEnvironment environment)
            throws IOException {
        List<String> options =
                new SandboxDriver(host.hidingStore(assignment)).options(assignment, folder);
        environment
                .variables()
                .forEach((name, value) -> options.addAll(List.of("--setenv", name, value)));
        AllocationFolder.writeSecretly(folder.sandbox(), String.join("\0", options) + "\0");
        List<String> line = new ArrayList<>(List.of(BUBBLEWRAP, "--args", "8"));
        line.addAll(assignment.getCommandList());
        return new Entry(Map.of(), Optional.empty(), line, " 8<sandbox");
    }

    private List<String> options(Assignment assignment, AllocationFolder folder) {
        HostView view = HostView.of(assignment.getCheckpointPath(), host.hidden());
        List<String> line = new ArrayList<>(isolation(view));
        if (assignment.getNetwork().equals("none")) line.add("--unshare-net");
        devices(assignment).forEach(device -> add(line, "--dev-bind-try", device, device));
        host.shared().forEach(path -> mount(line, "--ro-bind-try", path));
        mount(line, "--bind", folder.work());
        if (!assignment.getCheckpointPath().isEmpty()) {
            Path seen = Path.of(assignment.getCheckpointPath());
            passage(line, seen);
            line.addAll(view.way(seen));
            add(line, "--bind", folder.checkpoint(), seen);
        }
        line.addAll(view.closing());
        add(line, "--chdir", folder.work());
        if (host.asRoot()) {
            // the shim's user namespace, in which root's files are reached only for mounting them
            String nobody = Integer.toString(NOBODY);
            line.addAll(List.of("--userns", "7", "--uid", nobody, "--gid", nobody));
        } else {
            line.add("--unshare-user");
        }
        return line;
    }

    private List<String> isolation(HostView view) {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                "--unshare-pid",
                                "--unshare-ipc",
                                "--unshare-uts",
                                "--unshare-cgroup-try",
                                "--new-session",
                                "--clearenv",
                                "--cap-drop",
                                "ALL"));
        line.addAll(view.opening());
        add(line, "--dev", Path.of("/dev"));
        add(line, "--proc", Path.of("/proc"));
        host.hidden().stream()
                .filter(Files::isDirectory)
                .forEach(place -> {
                    passage(line, place);
                    boolean temporary = place.equals(TEMPORARY);
                    line.addAll(List.of("--perms", temporary ? "1777" : "0755"));
                    add(line, "--tmpfs", place);
                });
        // names are still looked up where /etc/resolv.conf points into the hidden /run
        mount(line, "--ro-bind-try", Path.of("/run/systemd/resolve"));
        return line;
    }

    private void mount(List<String> line, String option, Path path) {
        passage(line, path);
        add(line, option, path, path);
    }

    /// Folders that bubblewrap makes by itself on the way to a mount are closed to `nobody`.
    private void passage(List<String> line, Path target) {
        for (int depth = 1; depth < target.getNameCount(); depth++) {
            Path ancestor = Path.of("/").resolve(target.subpath(0, depth));
            if (host.hidden().stream().anyMatch(ancestor::startsWith)) {
                line.addAll(List.of("--perms", "0755"));
                add(line, "--dir", ancestor);
            }
        }
    }

    /// Only the devices that were assigned, and what all devices of that maker share.
    private static List<Path> devices(Assignment assignment) {
        if (assignment.getDevicesCount() == 0) return List.of();
        Stream<String> own =
                assignment.getDevicesList().stream()
                        .map(DeviceShare::getIndex)
                        .distinct()
                        .map(index -> "/dev/nvidia" + index);
        Stream<String> common =
                Stream.of(
                        "/dev/nvidiactl",
                        "/dev/nvidia-uvm",
                        "/dev/nvidia-uvm-tools",
                        "/dev/kfd",
                        "/dev/dri");
        return Stream.concat(own, common).map(Path::of).toList();
    }

    private static void add(List<String> line, String option, Path... paths) {
        line.add(option);
        for (Path path : paths) line.add(path.toString());
    }
}
