package dev.meridian.verification.chaos.arena;

import dev.meridian.verification.local.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The time of day of some programs, which can be shifted while they run; their monotonic clocks
/// are left alone, as they are when the time of a host is set.
public final class ShiftedClock implements Way {
    private final Path file;

    private ShiftedClock(Path file) {
        this.file = file;
    }

    /// @param file that says by how much
    public static ShiftedClock in(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var clock = new ShiftedClock(file.toAbsolutePath());
        clock.shift(Duration.ZERO);
        return clock;
    }

    /// Takes a second to be seen.
    public void shift(Duration by) {
        try {
            Files.writeString(file, "%+d%n".formatted(by.toSeconds()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", Facility.faketime().orElseThrow().toString(),
                "FAKETIME_TIMESTAMP_FILE", file.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "DONT_FAKE_MONOTONIC", "1",
                // it would let timed waits end at once
                "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                "NO_FAKE_STAT", "1");
    }

    @Override
    public List<String> prefix() {
        return Stream.concat(
                        Stream.of("env"),
                        environment().entrySet().stream()
                                .map(one -> one.getKey() + "=" + one.getValue()))
                .toList();
    }

    @Override
    public String address(int port) {
        return "localhost:" + port;
    }
}
