package dev.meridian.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The agent's data directory, held by one agent at a time.
final class DataDir implements AutoCloseable {
    private final Path path;
    private final FileChannel lockFile;

    private DataDir(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    static DataDir hold(Path path) throws IOException {
        Files.createDirectories(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        FileChannel lockFile =
                FileChannel.open(
                        path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (locked(lockFile) == null) {
            lockFile.close();
            throw new IOException(
                    "another agent works in " + path + "; give each its own --data-dir");
        }
        return new DataDir(path, lockFile);
    }

    private static @Nullable FileLock locked(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    /// Distinct for each agent of a host, the same after a restart.
    String family() {
        return family(path);
    }

    static String family(Path path) {
        return "meridian-" + Integer.toHexString(path.toString().hashCode());
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
