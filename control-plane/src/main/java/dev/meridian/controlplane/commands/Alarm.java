package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.trials.Unfamiliar;
import dev.meridian.controlplane.forecast.model.anomaly.Detector;
import dev.meridian.controlplane.forecast.model.anomaly.Sensitivity;
import dev.meridian.controlplane.forecast.model.anomaly.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Says of each value of a series whether it is an anomaly: our detector, and what everybody would
/// write first.
@FunctionalInterface
interface Alarm {
    /// Values before them are no news to anybody's deviation.
    int FIRST = 50;

    boolean at(Instant time, double value);

    static Alarm ours(int warmUp) {
        Sensitivity usual = Sensitivity.DEMAND;
        Detector detector = new Detector(new Sensitivity(usual.chance(), warmUp, usual.seasonal()));
        return (time, value) -> Verdict.anomalous(detector.observe(time, value));
    }

    /// What an autoencoder cannot give back.
    static Alarm unfamiliar(int warmUp, boolean variational) {
        Unfamiliar unfamiliar = new Unfamiliar(warmUp, variational);
        return (_, value) -> unfamiliar.at(value);
    }

    /// More than three deviations from the mean of all values so far.
    static Alarm threeSigma() {
        Moments moments = new Moments();
        return (_, value) -> {
            boolean far =
                    moments.count > FIRST
                            && Math.abs(value - moments.mean()) > 3 * moments.deviation();
            moments.add(value);
            return far;
        };
    }

    /// More than three usual differences from the value of the day before.
    static Alarm seasonalNaive() {
        Map<Instant, Double> past = new HashMap<>();
        Moments moments = new Moments();
        return (time, value) -> {
            past.put(time, value);
            Double before = past.get(time.minus(Duration.ofDays(1)));
            if (before == null) {
                return false;
            }
            double off = value - before;
            boolean far = moments.count > FIRST && Math.abs(off) > 3 * moments.aroundZero();
            moments.add(off);
            return far;
        };
    }

    final class Moments {
        private long count;
        private double sum;
        private double squares;

        void add(double value) {
            count++;
            sum += value;
            squares += value * value;
        }

        double mean() {
            return sum / count;
        }

        double deviation() {
            return Math.sqrt(Math.max(0, squares / count - mean() * mean()));
        }

        double aroundZero() {
            return Math.sqrt(squares / count);
        }
    }
}
