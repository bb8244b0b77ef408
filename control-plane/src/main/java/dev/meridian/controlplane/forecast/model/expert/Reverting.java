package dev.meridian.controlplane.forecast.model.expert;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The same slot one season ago, plus what the present is above its own slot, fading with the
/// horizon: `s(t+h) + ρ^h · (y(t) − s(t))`.
///
/// Between last value (ρ = 1) and seasonal naive (ρ = 0); AR(1) around a seasonal mean, as in
/// Taylor (2010), "Triple seasonal methods for short-term electricity demand forecasting".
public final class Reverting implements Expert {
    private final SeasonalNaive naive;
    private final double rho;
    private double gap;

    /// @param rho what is left of the difference after one step
    public Reverting(int season, double rho) {
        naive = new SeasonalNaive(season);
        this.rho = rho;
    }

    @Override
    public String name() {
        return "reverting";
    }

    @Override
    public void observe(double value) {
        double expected = naive.forecast(1);
        if (!Double.isNaN(value) && !Double.isNaN(expected)) {
            gap = value - expected;
        } else {
            gap *= rho;
        }
        naive.observe(value);
    }

    @Override
    public double forecast(int horizon) {
        return naive.forecast(horizon) + Math.pow(rho, horizon) * gap;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(gap);
        naive.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        gap = in.readDouble();
        naive.load(in);
    }
}
