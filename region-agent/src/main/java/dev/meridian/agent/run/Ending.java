package dev.meridian.agent.run;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/// Why the agent ends an attempt.
public enum Ending {
    /// The desired state says so, or no longer lists it.
    STOP,
    /// Its lease has lapsed: another node may hold it by now.
    FENCE,
    /// It ran longer than it may.
    TIMEOUT,
    /// It holds more memory than it may, on a host where only the agent can see that.
    MEMORY,
    /// It keeps more on disk than it may.
    DISK;

    /// As it was written down before the work was asked to end.
    record Begun(Ending ending, String why) {}

    /// So that an agent that comes back knows whose doing the exit code was.
    void keep(AllocationFolder folder, String why) {
        try {
            Files.writeString(folder.ending(), name() + "\n" + why);
        } catch (IOException _) {
            return; // then the exit code speaks for itself
        }
    }

    static Optional<Begun> kept(AllocationFolder folder) {
        try {
            String[] lines = Files.readString(folder.ending()).split("\n", 2);
            return Optional.of(new Begun(valueOf(lines[0]), lines.length > 1 ? lines[1] : ""));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
