package dev.meridian.controlplane.forecast.model.weigh;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// How far the learned model is heard on one series at one range of horizons: λ from 0 to 1.
///
/// The forecast is `base + λ·residual`. Each λ of a small grid keeps its recent error on time that
/// the model had not seen; the best one is taken, pulled towards what serves all series of the kind
/// while this one has shown little. Without it, on real demand for accelerators, the model did
/// worse than the last value.
public final class Gate {
    private static final double[] GRID = {0, 0.25, 0.5, 0.75, 1};
    private static final double FORGETS = 0.005;
    private static final double OWN_EVIDENCE = 100;

    private final double[] losses = new double[GRID.length];
    private double told;

    /// What came of a forecast: its base, what the model added, the truth, all in one scale.
    public void told(double base, double residual, double truth) {
        told++;
        double share = Math.max(FORGETS, 1 / told);
        for (int i = 0; i < GRID.length; i++) {
            double error = Math.min(20, Math.abs(truth - base - GRID[i] * residual));
            losses[i] += share * (error - losses[i]);
        }
    }

    /// @param pooled the gate of all series of the kind
    public double lambda(Gate pooled) {
        double own = told / (told + OWN_EVIDENCE);
        double best = Double.POSITIVE_INFINITY;
        double lambda = 0;
        for (int i = 0; i < GRID.length; i++) {
            double loss = own * losses[i] + (1 - own) * pooled.losses[i];
            if (loss < best) {
                best = loss;
                lambda = GRID[i];
            }
        }
        return lambda;
    }

    /// Forgets what it was told: for a model of another learner.
    public void forget() {
        told = 0;
        java.util.Arrays.fill(losses, 0);
    }

    public void save(DataOutput out) throws IOException {
        out.writeFloat((float) told);
        for (double loss : losses) {
            out.writeFloat((float) loss);
        }
    }

    public void load(DataInput in) throws IOException {
        told = in.readFloat();
        for (int i = 0; i < losses.length; i++) {
            losses[i] = in.readFloat();
        }
    }
}
