package dev.meridian.controlplane.forecast.model.band;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The share of errors that a bound lets pass, moved until the bound keeps its promise.
///
/// Adaptive conformal inference: Gibbs and Candès (2021), `α ← α + γ·(target − missed)`, clamped so
/// that a long calm does not make the band vanish, nor a storm make it endless. What misses ask for
/// beyond the clamp stretches the bound instead, to at most twice its width.
public final class AdaptiveLevel {
    private static final double STEP = 0.01;
    private static final double LEAST = 0.01;
    private static final double MOST = 0.2;
    private static final double FARTHEST = 0.1;

    private final double target;
    private double alpha;
    private double beyond;

    /// @param target share that may pass
    public AdaptiveLevel(double target) {
        this.target = target;
        this.alpha = target;
    }

    public double alpha() {
        return alpha;
    }

    /// How many times farther out than its quantile the bound is.
    public double stretch() {
        return 1 + beyond / FARTHEST;
    }

    /// Tells what became of a bound that was given.
    public void told(boolean passed) {
        double moved = alpha - beyond + STEP * (target - (passed ? 1 : 0));
        alpha = Math.clamp(moved, LEAST, MOST);
        beyond = Math.clamp(LEAST - moved, 0, FARTHEST);
    }

    /// After a change nobody foresaw: as wide as it may be.
    public void widen() {
        alpha = LEAST;
    }

    public void save(DataOutput out) throws IOException {
        out.writeFloat((float) alpha);
        out.writeFloat((float) beyond);
    }

    public void load(DataInput in) throws IOException {
        alpha = in.readFloat();
        beyond = in.readFloat();
    }
}
