package dev.meridian.verification.chaos.arena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file system of its own in a file, mounted over a loop device, which can be filled.
public final class SmallDisk implements AutoCloseable {
    private static final int MIB = 1 << 20;
    private static final int BLOCK = 1 << 12;

    private final Path at;
    private final Path ballast;

    private SmallDisk(Path at) {
        this.at = at;
        this.ballast = at.resolve("ballast");
    }

    /// @param at an empty folder, made where it is not there
    /// @throws IOException says what this machine lacks for it
    public static SmallDisk mount(Path at, int mebibytes) throws IOException {
        Files.createDirectories(at);
        Path image = at.resolveSibling(at.getFileName() + ".img");
        try (var file =
                FileChannel.open(
                        image,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {0}), (long) mebibytes * MIB - 1);
        }
        // nothing kept back for root, who is who fills it
        run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
        run("mount", "-o", "loop", image.toString(), at.toString());
        var disk = new SmallDisk(at);
        Runtime.getRuntime().addShutdownHook(new Thread(disk::close, "unmount"));
        Files.delete(at.resolve("lost+found"));
        return disk;
    }

    /// @param part of the disk that is taken then, at most; 1: all of it
    public void fill(double part) throws IOException {
        var store = Files.getFileStore(at);
        long rest = (long) (store.getUsableSpace() - store.getTotalSpace() * (1 - part));
        ByteBuffer block = ByteBuffer.allocateDirect(MIB);
        try (var file =
                FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            // what the system says is left is not all: full is what refuses a block
            while (rest > 0 || part >= 1) {
                block.clear().limit((int) Math.clamp(rest, BLOCK, MIB));
                rest -= file.write(block);
            }
            file.force(true);
        } catch (IOException e) {
            if (part < 1) {
                throw e;
            } // full, as it was to be
        }
    }

    public void free() {
        try {
            Files.deleteIfExists(ballast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whoever still has files open there keeps them until he ends.
    @Override
    public void close() {
        try {
            run("umount", "-l", at.toString());
        } catch (IOException _) {
            // it is unmounted
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said.strip());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }
}
