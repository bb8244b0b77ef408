package dev.meridian.controlplane.forecast.model.anomaly;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Watches one series, in constant space and time per value.
///
/// Two things are looked at: how far a value jumps from what the last ones led to, beside how far
/// it is known to jump at this time of the day (see [Bursts]), and how far the last ones have
/// drifted from their baseline, which is a slow level, or the day or the week where these foretell
/// better. How far is too far is learned from the series itself (see [Tail]).
public final class Detector {
    private static final byte FORMAT = 3;
    private static final int DAY = 48;
    private static final int WEEK = 7 * DAY;
    private static final double SLOW = 200;

    /// Until then sizes are not known well enough to call anything an outlier or a tail.
    private static final int FIRST = 20;

    private static final int TAILS_FROM = 30;

    /// In usual sizes: beyond it a value teaches no more than this one would.
    private static final double CLIP = 4;

    private static final double FARTHEST = 50;
    private static final double FAST_PACE = 0.3;

    /// About the last eight values.
    private static final double DRIFT_PACE = 1.0 / 8;

    /// Another basis has to be this much better.
    private static final double BETTER = 0.9;

    /// Nothing is measured beyond it, and profiles could not hold it.
    private static final double LARGEST = 1e30;

    private enum Basis {
        LEVEL,
        DAY,
        WEEK
    }

    private final Sensitivity sensitivity;
    private Profile day;
    private Profile week;
    private Bursts bursts = new Bursts();
    private Tail jumps = new Tail();
    private Tail drifts = new Tail();
    private Average jumpSize = new Average(SLOW);
    private Average baseSize = new Average(SLOW);
    private Average slow = new Average(SLOW);
    private Average slowError = new Average(SLOW);
    private Basis basis = Basis.LEVEL;
    private double fast;
    private double drift;

    public Detector(Sensitivity sensitivity) {
        this.sensitivity = sensitivity;
        // a fleet has a quarter of a million series of hosts, which need none
        day = new Profile(sensitivity.seasonal() ? DAY : 0);
        week = new Profile(sensitivity.seasonal() ? WEEK : 0);
    }

    /// What is no number, or no earthly one, says nothing and changes nothing.
    ///
    /// @param at values come in order of time; gaps do no harm
    public Verdict observe(Instant at, double value) {
        if (!(Math.abs(value) < LARGEST)) {
            return new Verdict.Unknown();
        }
        if (slow.seen() == 0) {
            fast = value;
            slow.learn(value);
        }
        int slot = halfHourOfWeek(at);
        double base = baseline(slot);
        double jumpUnit = usualJump() * (1 + bursts.known(slot));
        double baseUnit = Math.max(baseSize.value(), smallest());
        double jump = Math.abs(value - fast) / jumpUnit;
        drift += DRIFT_PACE * (Math.clamp((value - base) / baseUnit, -FARTHEST, FARTHEST) - drift);
        Verdict verdict = verdict(value, base, jump, jumpUnit, baseUnit);
        learn(slot, value, base, jump, baseUnit);
        return verdict;
    }

    private Verdict verdict(
            double value, double base, double jump, double jumpUnit, double baseUnit) {
        if (slow.seen() <= sensitivity.warmUp()) {
            return new Verdict.Unknown();
        }
        double ofJump = jumps.chance(jump);
        double ofDrift = drifts.chance(Math.abs(drift));
        double chance = Math.max(Double.MIN_NORMAL, Math.min(ofJump, ofDrift));
        boolean anomalous = chance <= sensitivity.chance();
        double score = Math.max(0.0, -Math.log10(chance));
        if (ofJump <= Math.max(ofDrift, sensitivity.chance())) {
            double half = jumps.exceededWith(sensitivity.chance()) * jumpUnit;
            return new Verdict.Judged(anomalous, score, Band.around(fast, half), value);
        }
        Band band = Band.around(base, drifts.exceededWith(sensitivity.chance()) * baseUnit);
        // a single value is plainer evidence than where many have drifted to
        boolean outside = value < band.low() || value > band.high();
        return new Verdict.Judged(
                anomalous, score, band, outside ? value : base + drift * baseUnit);
    }

    private void learn(int slot, double value, double base, double jump, double baseUnit) {
        boolean first = slow.seen() < FIRST;
        if (slow.seen() > TAILS_FROM) {
            jumps.learn(jump, sensitivity.chance());
            drifts.learn(Math.abs(drift), sensitivity.chance());
        }
        double most = first ? LARGEST : CLIP * baseUnit;
        double far = Math.abs(value - fast);
        double usual = usualJump();
        bursts.learn(slot, far / usual);
        jumpSize.learn(first ? far : Math.min(far, CLIP * usual));
        baseSize.learn(Math.min(Math.abs(value - base), most));
        fast += FAST_PACE * (value - fast);
        double level = slow.value();
        slowError.learn(Math.min(Math.abs(value - level), 3 * most));
        slow.learn(level + Math.clamp(value - level, -most, most));
        if (sensitivity.seasonal()) {
            day.learn(slot, value, 3 * most);
            week.learn(slot, value, 3 * most);
        }
    }

    /// What is foretold on another basis errs otherwise: how far is too far is then learned anew.
    private double baseline(int slot) {
        Basis better = better(slot);
        if (better != basis) {
            basis = better;
            drifts = new Tail();
            baseSize = new Average(SLOW);
            drift = 0;
        }
        return expected(basis, slot);
    }

    private Basis better(int slot) {
        if (!sensitivity.seasonal()) {
            return Basis.LEVEL;
        }
        Basis best = basis;
        double least = Double.isNaN(expected(basis, slot)) ? Double.MAX_VALUE : error(basis);
        for (Basis each : Basis.values()) {
            if (!Double.isNaN(expected(each, slot)) && error(each) < least * BETTER) {
                best = each;
                least = error(each);
            }
        }
        return best;
    }

    private double expected(Basis from, int slot) {
        return switch (from) {
            case LEVEL -> slow.value();
            case DAY -> day.expected(slot);
            case WEEK -> week.expected(slot);
        };
    }

    private double error(Basis from) {
        return switch (from) {
            case LEVEL -> slowError.value();
            case DAY -> day.error();
            case WEEK -> week.error();
        };
    }

    private double usualJump() {
        return Math.max(jumpSize.value(), smallest());
    }

    /// A constant series is no reason to be alarmed by its first flutter.
    private double smallest() {
        return Math.max(1e-9, 1e-3 * Math.abs(slow.value()));
    }

    private static int halfHourOfWeek(Instant at) {
        OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
        return (time.getDayOfWeek().getValue() - 1) * DAY
                + time.getHour() * 2
                + time.getMinute() / 30;
    }

    /// All that it has learned, for [#resume].
    public byte[] state() {
        int profiles = sensitivity.seasonal() ? Profile.bytes(DAY) + Profile.bytes(WEEK) : 0;
        ByteBuffer into =
                ByteBuffer.allocate(
                        2
                                + Bursts.BYTES
                                + 2 * Tail.BYTES
                                + 4 * Average.BYTES
                                + 2 * Float.BYTES
                                + profiles);
        into.put(FORMAT);
        bursts.write(into);
        jumps.write(into);
        drifts.write(into);
        jumpSize.write(into);
        baseSize.write(into);
        slow.write(into);
        slowError.write(into);
        into.putFloat((float) fast).putFloat((float) drift).put((byte) basis.ordinal());
        if (sensitivity.seasonal()) {
            day.write(into);
            week.write(into);
        }
        return into.array();
    }

    /// A detector that goes on where another one of the same sensitivity was; what an older version
    /// wrote, or is torn, begins anew.
    public static Detector resume(Sensitivity sensitivity, byte[] state) {
        Detector detector = new Detector(sensitivity);
        if (state.length != detector.state().length || state[0] != FORMAT) {
            return detector;
        }
        ByteBuffer from = ByteBuffer.wrap(state, 1, state.length - 1);
        detector.bursts = Bursts.read(from);
        detector.jumps = Tail.read(from);
        detector.drifts = Tail.read(from);
        detector.jumpSize = Average.read(from, SLOW);
        detector.baseSize = Average.read(from, SLOW);
        detector.slow = Average.read(from, SLOW);
        detector.slowError = Average.read(from, SLOW);
        detector.fast = from.getFloat();
        detector.drift = from.getFloat();
        detector.basis = Basis.values()[Math.clamp(from.get(), 0, Basis.values().length - 1)];
        if (sensitivity.seasonal()) {
            detector.day = Profile.read(from, DAY);
            detector.week = Profile.read(from, WEEK);
        }
        return detector;
    }
}
