package dev.meridian.controlplane.kernel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/// Held while this process uses its home; the operating system lets go of it however the process
/// ends.
public final class HomeLock implements AutoCloseable {
    private final FileChannel file;

    /// @throws CannotStart when another process holds the lock
    HomeLock(Home home) {
        file = open(home);
    }

    private static FileChannel open(Home home) {
        var path = home.folder("").resolve("lock");
        try {
            FileChannel channel =
                    FileChannel.open(
                            path, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            if (locked(channel) == null) {
                channel.close();
                throw new CannotStart(
                        "Another control plane already uses " + home.path() + ".",
                        "Stop that one first, or give this one a folder of its own in MERIDIAN_HOME.");
            }
            return channel;
        } catch (IOException e) {
            throw new CannotStart(
                    "The file " + path + " cannot be locked: " + e.getMessage() + ".",
                    "Make it writable for this user, or name another folder in MERIDIAN_HOME.",
                    e);
        }
    }

    private static @Nullable Object locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
