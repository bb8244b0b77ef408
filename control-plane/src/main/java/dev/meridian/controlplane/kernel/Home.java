package dev.meridian.controlplane.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The folder of this control plane, MERIDIAN_HOME: admin token, embedded database, certificate
/// authority, ports.
///
/// Only one control plane uses a home at a time; [HomeLock] sees to that.
public record Home(Path path) {

    public Home {
        path = path.toAbsolutePath().normalize();
    }

    /// Makes the folder and its parents, readable by their owner alone.
    ///
    /// @throws CannotStart when the folder cannot be made or written
    public Path folder(String name) {
        Path folder = path.resolve(name);
        try {
            Files.createDirectories(folder, only("rwx------"));
            if (!Files.isWritable(folder)) {
                throw new IOException("no permission to write");
            }
        } catch (IOException e) {
            throw new CannotStart(
                    "The folder " + folder + " cannot be written: " + e.getMessage() + ".",
                    "Make it writable for this user, or name another folder in MERIDIAN_HOME.",
                    e);
        }
        return folder;
    }

    /// A file's text without its final newline; empty when there is no such file.
    public Optional<String> read(String name) {
        try {
            return Optional.of(Files.readString(path.resolve(name)).stripTrailing());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes the text and a newline with mode 0600: whole or not at all, and never readable by
    /// others in between.
    public void writeSecret(String name, String text) {
        write(name, text, "rw-------");
    }

    /// Writes the text and a newline, readable by all who may enter the home: whole or not at all.
    public void write(String name, String text) {
        write(name, text, "rw-r--r--");
    }

    public void delete(String name) {
        try {
            Files.deleteIfExists(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text, String mode) {
        Path target = path.resolve(name);
        Path draft = path.resolve(name + ".new");
        try {
            Files.deleteIfExists(draft);
            try (var out =
                    FileChannel.open(
                            draft,
                            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            only(mode))) {
                ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> only(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }
}
