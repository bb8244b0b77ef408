package dev.meridian.controlplane.forecast.model.anomaly;

import java.nio.ByteBuffer;

/// How far a series is known to jump at each half hour of the day, so that what starts every night
/// is news on the first night alone. Forgets within days what does not come again.
final class Bursts {
    private static final int SLOTS = 48;
    static final int BYTES = SLOTS + 2 * (Integer.BYTES + Double.BYTES);

    /// What is left of a jump on the next day.
    private static final double KEPT = 0.7;

    /// Jumps are kept as logarithms in so many steps a factor of e, one byte each.
    private static final double STEPS = 6;

    private final byte[] largest = new byte[SLOTS];

    // the current half hour and the one before are not known yet: a burst must not excuse itself
    private int at = -1;
    private double now;
    private int atBefore = -1;
    private double before;

    /// The largest that is known of about this time of the day, in usual sizes.
    ///
    /// @param slot half hours since some midnight
    double known(int slot) {
        int here = slot % SLOTS;
        // a night's work starts a little sooner or later
        int most =
                Math.max(
                        of(here), Math.max(of((here + 1) % SLOTS), of((here + SLOTS - 1) % SLOTS)));
        return Math.expm1(most / STEPS);
    }

    private int of(int slot) {
        return Byte.toUnsignedInt(largest[slot]);
    }

    void learn(int slot, double jump) {
        int here = slot % SLOTS;
        if (here != at) {
            if (atBefore >= 0) {
                double old = Math.expm1(of(atBefore) / STEPS) * KEPT;
                double size = Math.log1p(Math.max(old, before)) * STEPS;
                largest[atBefore] = (byte) Math.min(255, Math.round(size));
            }
            atBefore = at;
            before = now;
            at = here;
            now = 0;
        }
        now = Math.max(now, jump);
    }

    void write(ByteBuffer into) {
        into.put(largest).putInt(at).putDouble(now).putInt(atBefore).putDouble(before);
    }

    static Bursts read(ByteBuffer from) {
        Bursts bursts = new Bursts();
        from.get(bursts.largest);
        bursts.at = from.getInt();
        bursts.now = from.getDouble();
        bursts.atBefore = from.getInt();
        bursts.before = from.getDouble();
        return bursts;
    }
}
