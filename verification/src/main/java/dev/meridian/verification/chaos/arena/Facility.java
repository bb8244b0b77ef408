package dev.meridian.verification.chaos.arena;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What a row may need of this machine.
public enum Facility {
    /// The time of day of single processes can be shifted.
    SHIFTED_CLOCKS {
        @Override
        public Optional<String> lacking() {
            return faketime().isPresent()
                    ? Optional.empty()
                    : Optional.of("libfaketime is missing: apt-get install libfaketime");
        }
    },
    /// Control groups bound what a task takes.
    CONTROL_GROUPS {
        @Override
        public Optional<String> lacking() {
            return Files.isWritable(Path.of("/sys/fs/cgroup/cgroup.procs"))
                            || Files.isWritable(Path.of("/sys/fs/cgroup/memory/cgroup.procs"))
                    ? Optional.empty()
                    : Optional.of("control groups cannot be written to here: it needs root");
        }
    },
    /// A PostgreSQL with the programs of its operator.
    POSTGRES_TOOLS {
        @Override
        public Optional<String> lacking() {
            return PostgresTools.folder().isPresent()
                    ? Optional.empty()
                    : Optional.of("PostgreSQL is not installed: apt-get install postgresql");
        }
    },
    /// A file system of a few megabytes can be mounted.
    SMALL_DISKS {
        @Override
        public Optional<String> lacking() {
            try {
                Path folder = Files.createTempDirectory("meridian-disk");
                Path at = folder.resolve("disk");
                SmallDisk.mount(at, 8).close();
                Files.delete(at);
                Files.delete(folder.resolve("disk.img"));
                Files.delete(folder);
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of("no small disk can be mounted here: " + e.getMessage());
            }
        }
    };

    /// @return a sentence; empty: it is there
    public abstract Optional<String> lacking();

    /// The library that shifts the time of a program with several threads.
    public static Optional<Path> faketime() {
        return Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu")
                .map(machine -> Path.of("/usr/lib", machine, "faketime", "libfaketimeMT.so.1"))
                .filter(Files::isReadable)
                .findFirst();
    }

    /// Whether tasks can be isolated, as is usual.
    static boolean sandbox() {
        return works("bwrap", "--ro-bind", "/", "/", "--unshare-pid", "true");
    }

    private static boolean works(String... command) {
        try {
            Process process =
                    new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
