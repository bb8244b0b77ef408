package dev.meridian.agent.run.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Folders with all that is in them. What a task wrote is read with care: a name of its may at any
/// moment come to point at a file that is not its own, so links are passed over, also on the way.
public final class Trees {
    private static final int BUFFER = 256 * 1024;

    private Trees() {}

    record Size(int files, long bytes) {}

    /// How a file stands.
    ///
    /// @param which the file itself, whatever its name: differs where another was renamed to it
    record Stamp(String which, long size, FileTime written) {
        static Stamp of(BasicFileAttributes found) {
            return new Stamp(
                    found.fileKey() + " " + found.creationTime(),
                    found.size(),
                    found.lastModifiedTime());
        }
    }

    /// Whether a file was written to between two looks. One that took another's place was whole
    /// when it was read, and so is its successor.
    static boolean torn(Map<String, Stamp> before, Map<String, Stamp> after) {
        return before.entrySet().stream()
                .anyMatch(one -> {
                    Stamp then = after.get(one.getKey());
                    return then != null
                            && then.which().equals(one.getValue().which())
                            && !then.equals(one.getValue());
                });
    }

    /// Every file by its path: differs when something was written in between.
    static Map<String, Stamp> look(Path root) throws IOException {
        Map<String, Stamp> seen = new TreeMap<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes found) {
                        if (found.isRegularFile()) {
                            seen.put(root.relativize(file).toString(), Stamp.of(found));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure)
                            throws IOException {
                        if (failure instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
                        throw failure;
                    }
                });
        return seen;
    }

    static Size size(Path root) throws IOException {
        int[] files = {0};
        long[] bytes = {0};
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes found) {
                        if (found.isRegularFile()) {
                            files[0]++;
                            bytes[0] += found.size();
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return new Size(files[0], bytes[0]);
    }

    /// Into a new folder. Times and permissions go along, owners do not.
    ///
    /// @param durably it is on disk when this returns
    static void copy(Path from, Path to, boolean durably, Pace pace) throws IOException {
        Files.createDirectories(to);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(from)) {
            if (!(all instanceof SecureDirectoryStream<Path> folder)) {
                throw new IOException("the file system of " + from + " cannot be read safely");
            }
            copyAll(folder, to, durably, pace);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void copyAll(
            SecureDirectoryStream<Path> folder, Path to, boolean durably, Pace pace)
            throws IOException {
        for (Path entry : folder) {
            Path name = entry.getFileName();
            try {
                copyOne(folder, name, to.resolve(name.toString()), durably, pace);
            } catch (NoSuchFileException _) { // gone meanwhile: the second look sees that
            }
        }
    }

    private static void copyOne(
            SecureDirectoryStream<Path> folder, Path name, Path to, boolean durably, Pace pace)
            throws IOException {
        PosixFileAttributes found =
                folder.getFileAttributeView(
                                name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .readAttributes();
        if (found.isDirectory()) {
            Files.createDirectory(to);
            try (SecureDirectoryStream<Path> below =
                    folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                copyAll(below, to, durably, pace);
            }
        } else if (found.isRegularFile()) {
            try (SeekableByteChannel in =
                            folder.newByteChannel(
                                    name,
                                    Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
                    FileChannel out =
                            FileChannel.open(
                                    to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                pour(in, out, pace);
                if (durably) out.force(false);
            }
        } else {
            return; // a link, a pipe, a socket: no state
        }
        Files.setPosixFilePermissions(to, found.permissions());
        Files.getFileAttributeView(to, BasicFileAttributeView.class)
                .setTimes(found.lastModifiedTime(), null, null);
    }

    private static void pour(SeekableByteChannel in, FileChannel out, Pace pace)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (in.read(buffer) >= 0) {
            int read = buffer.flip().remaining();
            while (buffer.hasRemaining()) out.write(buffer);
            buffer.clear();
            pace.went(read);
        }
    }

    /// Removes a folder and all that is in it; what is not there need not be removed.
    public static void remove(Path root) throws IOException {
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes found)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path folder, @Nullable IOException failure) throws IOException {
                        Files.deleteIfExists(folder);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure) {
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
