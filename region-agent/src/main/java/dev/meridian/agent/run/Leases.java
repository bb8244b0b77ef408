package dev.meridian.agent.run;

import java.io.IOException;
import java.nio.file.Files;

/// Keeps each lease's end in a small file, so that an agent that died and came back knows how long
/// it was away. The host's monotonic clock runs on between the two lives; after a restart of the
/// host there is nothing left to fence.
final class Leases {
    private Leases() {}

    static void keep(AllocationFolder folder, long untilNanos) {
        if (untilNanos == Holding.NEVER) return;
        try {
            Files.writeString(folder.lease(), Long.toString(untilNanos));
        } catch (IOException _) {
            return; // without the file an heir of this agent fences at once: the safe side
        }
    }

    /// The kept end of a lease; for work that must be fenced and whose file is unreadable, the
    /// past.
    static long kept(AllocationFolder folder, Holding holding) {
        if (!holding.fenced()) return Holding.NEVER;
        try {
            return Long.parseLong(Files.readString(folder.lease()).strip());
        } catch (IOException | NumberFormatException _) {
            return Long.MIN_VALUE / 2;
        }
    }
}
