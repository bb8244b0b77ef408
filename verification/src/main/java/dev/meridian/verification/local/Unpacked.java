package dev.meridian.verification.local;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The control plane's jar with its libraries beside it. A start from there takes a third less CPU
/// than from the jar of jars, in which each class is looked up slowly.
final class Unpacked {

    private static final long LIMIT_SECONDS = 120;

    private Unpacked() {}

    /// @return the jar to start, unpacked when this build of it never was; those of earlier builds
    ///   go
    static synchronized Path jar(Path packed) {
        Path all = packed.resolveSibling("unpacked");
        // several processes test at once
        try (var lock = FileChannel.open(packed.resolveSibling("unpacked.lock"), CREATE, WRITE);
                var _ = lock.lock()) {
            // each jar of ours bears the same date, so the moment when it was written tells them
            // apart
            var written = (FileTime) Files.getAttribute(packed, "unix:ctime");
            Path folder = all.resolve(Long.toString(written.to(TimeUnit.NANOSECONDS)));
            if (!Files.isDirectory(folder)) {
                Folders.empty(all);
                Files.createDirectories(all);
                Path growing = Files.createTempDirectory(all, "growing");
                unpack(packed, growing);
                Files.move(growing, folder);
            }
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> file.toString().endsWith(".jar"))
                        .findFirst()
                        .orElseThrow();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + packed, e);
        }
    }

    private static void unpack(Path packed, Path folder) throws IOException {
        Process process =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Djarmode=tools",
                                        "-jar",
                                        packed.toString(),
                                        "extract",
                                        "--force",
                                        "--destination",
                                        folder.toString()))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("it took more than " + LIMIT_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException("it ended with exit code " + process.exitValue());
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted");
        }
    }
}
