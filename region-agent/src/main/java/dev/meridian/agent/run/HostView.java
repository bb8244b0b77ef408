package dev.meridian.agent.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The host's files as a sandboxed task sees them: read-only.
///
/// Where a task wants its checkpoints the host has most often no folder, and in a read-only view
/// none can be made. The folder that should hold it is then put together from its own entries,
/// which leaves room for one more.
///
/// @param rebuilt the folder that is put together; empty: the host's files as they are
record HostView(Optional<Path> rebuilt) {
    private static final Path ROOT = Path.of("/");

    /// @param wanted path of a mount to come, or empty
    /// @param hidden folders that are replaced by empty ones: there is room for anything
    static HostView of(String wanted, List<Path> hidden) {
        if (wanted.isEmpty() || Files.isDirectory(Path.of(wanted))) {
            return new HostView(Optional.empty());
        }
        Path holder =
                Stream.iterate(Path.of(wanted).normalize(), Objects::nonNull, Path::getParent)
                        .filter(Files::isDirectory)
                        .findFirst()
                        .orElse(ROOT);
        boolean roomy = hidden.stream().anyMatch(holder::startsWith);
        return new HostView(roomy ? Optional.empty() : Optional.of(holder));
    }

    /// The first mounts of all.
    List<String> opening() {
        List<String> line = new ArrayList<>();
        if (!rebuilt.equals(Optional.of(ROOT))) line.addAll(List.of("--ro-bind", "/", "/"));
        rebuilt.ifPresent(folder -> {
            line.addAll(List.of("--perms", "0755", "--tmpfs", folder.toString()));
            try (Stream<Path> entries = Files.list(folder)) {
                for (Path entry : entries.toList()) line.addAll(shown(entry));
            } catch (IOException _) {
                return; // what cannot be listed is not there
            }
        });
        return line;
    }

    private static List<String> shown(Path entry) throws IOException {
        return Files.isSymbolicLink(entry)
                ? List.of("--symlink", Files.readSymbolicLink(entry).toString(), entry.toString())
                : List.of("--ro-bind-try", entry.toString(), entry.toString());
    }

    /// Folders on the way to a mount, open to every user.
    List<String> way(Path target) {
        List<String> line = new ArrayList<>();
        rebuilt.ifPresent(folder -> {
            Path above = target.getParent();
            if (above == null || !above.startsWith(folder)) return;
            for (int names = folder.getNameCount() + 1; names <= above.getNameCount(); names++) {
                String step = ROOT.resolve(above.subpath(0, names)).toString();
                line.addAll(List.of("--perms", "0755", "--dir", step));
            }
        });
        return line;
    }

    /// The last mount of all: what was put together is read-only too.
    List<String> closing() {
        return rebuilt.map(folder -> List.of("--remount-ro", folder.toString())).orElse(List.of());
    }
}
