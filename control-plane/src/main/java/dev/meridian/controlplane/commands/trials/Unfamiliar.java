package dev.meridian.controlplane.commands.trials;

import dev.meridian.controlplane.forecast.model.anomaly.Sensitivity;
import dev.meridian.controlplane.forecast.model.anomaly.Tail;
import java.util.ArrayList;
import java.util.List;

/// Calls a value an anomaly when an autoencoder cannot give its window back: learned from the first
/// values of the series, and learning on with every so many. How large an error is too large is
/// found as our own detector does, see [Tail].
public final class Unfamiliar {
    private static final int WINDOW = 32;

    /// The error of so many newest values counts.
    private static final int NEWEST = 4;

    private static final int EPOCHS_AT_FIRST = 60;
    private static final int EPOCHS_LATER = 10;
    private static final double FAR = 10;

    private final int warmUp;
    private final Autoencoder autoencoder;
    private final Tail tail = new Tail();
    private final List<Double> recent = new ArrayList<>();
    private int seen;
    private double mean;
    private double deviation = 1;

    /// @param warmUp values before the first verdict
    public Unfamiliar(int warmUp, boolean variational) {
        this.warmUp = Math.max(2 * WINDOW, warmUp);
        autoencoder = new Autoencoder(WINDOW, variational);
    }

    public boolean at(double value) {
        recent.add(value);
        seen++;
        boolean anomalous = seen > warmUp && unlikely();
        if (recent.size() == warmUp) {
            learn();
        }
        return anomalous;
    }

    private boolean unlikely() {
        double[] window = window(recent.size());
        double[] back = autoencoder.back(window);
        double error = 0;
        for (int i = WINDOW - NEWEST; i < WINDOW; i++) {
            error += Math.abs(window[i] - back[i]) / NEWEST;
        }
        double chance = tail.chance(error);
        tail.learn(error, Sensitivity.DEMAND.chance());
        return chance <= Sensitivity.DEMAND.chance();
    }

    private void learn() {
        boolean first = seen == warmUp;
        if (first) {
            mean = recent.stream().mapToDouble(Double::doubleValue).average().orElse(0);
            double squares = 0;
            for (double each : recent) {
                squares += (each - mean) * (each - mean);
            }
            deviation = Math.max(1e-9, Math.sqrt(squares / recent.size()));
        }
        List<double[]> windows = new ArrayList<>();
        for (int end = WINDOW; end <= recent.size(); end++) {
            windows.add(window(end));
        }
        autoencoder.learn(windows, first ? EPOCHS_AT_FIRST : EPOCHS_LATER);
        // the next windows begin in what was known
        recent.subList(0, recent.size() - WINDOW).clear();
    }

    private double[] window(int end) {
        double[] window = new double[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            double value = recent.get(end - WINDOW + i);
            window[i] = Math.clamp((value - mean) / deviation, -FAR, FAR);
        }
        return window;
    }
}
