package dev.meridian.controlplane.forecast.model.live;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What all series of a kind share: gates and bands by range of horizons, and how far each voice is
/// to be believed before it has shown what it can do.
final class Kin {
    private final Range[] ranges = new Range[Cadence.RANGES];
    private final Standings voices;
    private final Standings memories;

    /// @param errorsKept for the band, in each range
    Kin(Cadence cadence, int errorsKept) {
        voices = new Standings(cadence.horizons().size(), Voice.EXPERTS + 1);
        memories = new Standings(cadence.horizons().size(), 2);
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = new Range(errorsKept);
        }
    }

    Range range(int number) {
        return ranges[number];
    }

    /// As before any model was heard.
    void shutGates() {
        for (Range range : ranges) {
            range.gate.forget();
        }
    }

    /// How the voices do beside the last value.
    Standings voices() {
        return voices;
    }

    /// How the quick memory of who is right does beside the steady one.
    Standings memories() {
        return memories;
    }

    void save(DataOutput out) throws IOException {
        for (Range range : ranges) {
            range.save(out);
        }
        voices.save(out);
        memories.save(out);
    }

    void load(DataInput in) throws IOException {
        for (Range range : ranges) {
            range.load(in);
        }
        voices.load(in);
        memories.load(in);
    }
}
