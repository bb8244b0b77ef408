package dev.meridian.verification.local;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One start of the control plane whose classes, as they were loaded and linked, are kept for all
/// that follow (JEP 514). It costs as much as three starts, and each after it is a third cheaper:
/// for whoever starts many.
public final class Rehearsal {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    /// A cache that does not fit is left aside, without a word.
    private static final List<String> QUIETLY = List.of("-Xlog:aot*=off", "-Xlog:cds*=off");

    private Rehearsal() {}

    /// Of a virtual machine with the flags [LocalSystem#QUICK_START] that starts this jar; none
    /// when there was no rehearsal. The cache also knows how far each method was compiled (JEP
    /// 515): one that is to optimise would optimise none of them.
    static List<String> flags(Path jar) {
        Path cache = cache(jar);
        return Files.exists(cache) ? with("-XX:AOTCache=" + cache) : List.of();
    }

    /// Returns at once when this build had one.
    public static synchronized void hold(Checkout checkout) {
        Path jar = Unpacked.jar(checkout.controlPlaneJar());
        // several processes test at once
        try (var lock = FileChannel.open(jar.resolveSibling("rehearsal.lock"), CREATE, WRITE);
                var _ = lock.lock()) {
            if (Files.exists(cache(jar))) {
                return;
            }
            Path home = Files.createTempDirectory(jar.getParent(), "rehearsal");
            try {
                play(checkout, jar, home);
            } finally {
                Folders.empty(home);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rehearse the start of " + jar, e);
        }
    }

    private static void play(Checkout checkout, Path jar, Path home) throws IOException {
        Path growing = home.resolve("growing.aot");
        ServerBinaries.lend(checkout, home);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LocalSystem.QUICK_START);
        command.addAll(with("-XX:AOTCacheOutput=" + growing));
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dspring.context.exit=onRefresh", // started wholly, and ended before it
                        // serves
                        "-jar",
                        jar.toString(),
                        "--server.port=0",
                        "--meridian.agents.port=0",
                        "--meridian.home=" + home));
        Child start =
                Child.start("rehearsal", command, Map.of(), home, home.resolve("rehearsal.log"));
        try (start) {
            // without it every start is as slow as it was, and as good
            if (start.ends(LIMIT) && Files.exists(growing)) {
                Files.move(growing, cache(jar));
            }
        }
    }

    private static List<String> with(String flag) {
        List<String> flags = new ArrayList<>(QUIETLY);
        flags.addFirst(flag);
        return flags;
    }

    private static Path cache(Path jar) {
        return jar.resolveSibling("control-plane.aot");
    }
}
