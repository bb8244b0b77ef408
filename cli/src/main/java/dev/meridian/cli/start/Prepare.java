package dev.meridian.cli.start;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Makes what the launcher starts from: a modern jar and its AOT cache. The launcher runs it once
/// for each build and JDK, in the background. Whatever goes wrong, the command starts without, only
/// slower.
final class Prepare {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String CACHE = "cli.aot";
    private static final String JAR = "cli.jar";

    private Prepare() {}

    /// @param args the jar as it was built; the folder to fill, which names build and JDK
    static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]).toAbsolutePath();
        Files.createDirectories(folder);
        Path lock = folder.resolve("lock");
        if (!Files.exists(folder.resolve(CACHE)) && taken(lock, Clock.systemUTC().instant())) {
            try {
                fill(Path.of(args[0]), folder);
                forgetOthers(folder);
            } finally {
                Files.deleteIfExists(lock);
            }
        }
    }

    /// One at a time; a lock that somebody died with is taken over.
    private static boolean taken(Path lock, Instant now) throws IOException {
        try {
            Files.createFile(lock);
            return true;
        } catch (FileAlreadyExistsException _) {
            Instant since = Files.getLastModifiedTime(lock).toInstant();
            return since.plus(LONGEST).isBefore(now) && Files.deleteIfExists(lock);
        }
    }

    private static void fill(Path built, Path folder) throws IOException, InterruptedException {
        Path freshJar = folder.resolve("fresh.jar");
        ModernJar.copy(built, freshJar);
        // the cache knows its jar by path and time: it must lie where it stays
        Path jar = Files.move(freshJar, folder.resolve(JAR), StandardCopyOption.ATOMIC_MOVE);
        Path fresh = folder.resolve("fresh.aot");
        Process rehearsal =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin/java")
                                                .toString(),
                                        "-XX:+UseSerialGC",
                                        "-XX:AOTCacheOutput=" + fresh,
                                        "-cp",
                                        jar.toString(),
                                        Rehearsal.class.getName()))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        if (rehearsal.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS) && Files.exists(fresh)) {
            Files.move(fresh, folder.resolve(CACHE), StandardCopyOption.ATOMIC_MOVE);
        } else {
            rehearsal.destroyForcibly();
        }
    }

    /// Caches of builds that were replaced, or of JDKs.
    private static void forgetOthers(Path folder) throws IOException {
        try (Stream<Path> siblings = Files.list(folder.getParent())) {
            for (Path other :
                    siblings.filter(each ->
                                    !each.equals(folder)
                                            && each.getFileName().toString().startsWith("cli-"))
                            .toList()) {
                try (Stream<Path> files = Files.walk(other)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }
}
