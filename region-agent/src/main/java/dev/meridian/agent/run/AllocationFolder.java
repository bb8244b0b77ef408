package dev.meridian.agent.run;

import dev.meridian.agent.run.checkpoint.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/// Everything that one attempt keeps on disk: `allocations/<id>/<epoch>` of the data directory.
public record AllocationFolder(Path root) {
    private static final FileAttribute<?> OWNERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /// The task's own directory, and the only one that it may write to.
    Path work() {
        return root.resolve("work");
    }

    /// Where the task leaves its state: a folder, or a link to one that outlives the attempt.
    Path checkpoint() {
        return root.resolve("checkpoint");
    }

    /// A copy of its state on the way to the project's store.
    Path staged() {
        return root.resolve("staged");
    }

    /// A shell script that becomes the task. It holds its environment, so that no secret shows in a
    /// command line.
    Path start() {
        return root.resolve("start");
    }

    /// The options of its sandbox, its environment among them.
    Path sandbox() {
        return root.resolve("sandbox");
    }

    Path stdout() {
        return root.resolve("stdout");
    }

    Path stderr() {
        return root.resolve("stderr");
    }

    /// Number and start time of the shim's process.
    Path shim() {
        return root.resolve("shim");
    }

    /// Number and start time of the task's process; the file's own time is when it started.
    Path task() {
        return root.resolve("task");
    }

    /// The exit code, made when the task's first process has ended; the file's own time is when.
    Path exit() {
        return root.resolve("exit");
    }

    /// Why the agent has begun to end it.
    Path ending() {
        return root.resolve("ending");
    }

    /// What the attempt was asked to be, as the protocol's message.
    Path assignment() {
        return root.resolve("assignment");
    }

    /// For the guard: the file that kills the whole control group, and the one that lists its
    /// members; empty lines where there are none.
    Path group() {
        return root.resolve("group");
    }

    /// The exit code too, in room that was taken before the start: to be had on a full disk.
    Path room() {
        return root.resolve("exit.new");
    }

    /// What the agent did by itself while no control plane could be asked.
    Path restarts() {
        return root.resolve("restarts");
    }

    /// Before the same attempt is begun again: nobody is to take its last end for its next.
    void forgetEnd() throws IOException {
        for (Path past : List.of(exit(), room(), ending(), shim(), task())) {
            Files.deleteIfExists(past);
        }
    }

    void create() throws IOException {
        if (!Files.isDirectory(root)) {
            Files.createDirectories(
                    root,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        Files.createDirectories(work());
    }

    /// A file for the agent's own user alone.
    static void writeSecretly(Path file, String text) throws IOException {
        Set<OpenOption> options =
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, OWNERS)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) channel.write(bytes);
        }
    }

    /// Removes the attempt, and the allocation's folder with its last attempt.
    void delete() {
        try {
            Trees.remove(root);
            Path parent = root.getParent();
            if (parent != null) Files.deleteIfExists(parent);
        } catch (IOException _) {
            return; // not empty, or in use: swept at the next start
        }
    }

    /// Bytes that the task's directory holds, or -1 where that cannot be told.
    long workBytes() {
        long[] sum = {0};
        try {
            Files.walkFileTree(
                    work(),
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (attributes.isRegularFile()) sum[0] += attributes.size();
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException failure) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
            return sum[0];
        } catch (IOException | UncheckedIOException _) {
            return -1;
        }
    }
}
