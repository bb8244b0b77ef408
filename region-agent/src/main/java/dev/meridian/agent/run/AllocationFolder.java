package dev.meridian.agent.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/// Everything that one attempt keeps on disk: `allocations/<id>/<epoch>` of the data directory.
public record AllocationFolder(Path root) {
    /// The task's own directory, and the only one that it may write to.
    Path work() {
        return root.resolve("work");
    }

    /// Where the task leaves its state: a folder, or a link to one that outlives the attempt.
    Path checkpoint() {
        return root.resolve("checkpoint");
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

    void create() throws IOException {
        Files.createDirectories(
                root,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createDirectories(work());
    }

    /// Removes the attempt, and the allocation's folder with its last attempt.
    void delete() {
        try {
            Files.walkFileTree(
                    root,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Files.deleteIfExists(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path folder, @org.jspecify.annotations.Nullable IOException failure)
                                throws IOException {
                            Files.deleteIfExists(folder);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException failure) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
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
