package dev.meridian.agent.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which start of the host this is.
public final class BootId {
    private BootId() {}

    public static String current() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }
}
