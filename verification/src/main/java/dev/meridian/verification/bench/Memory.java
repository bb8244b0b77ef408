package dev.meridian.verification.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What processes of this host hold in memory.
public final class Memory {
    private static final long KIB_PER_MIB = 1024;

    private Memory() {}

    public static long residentMib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
                .findFirst()
                .orElseThrow();
    }
}
