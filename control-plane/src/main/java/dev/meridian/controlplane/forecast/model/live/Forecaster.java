package dev.meridian.controlplane.forecast.model.live;

import dev.meridian.controlplane.forecast.model.BadSeries;
import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.feature.Features;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Forecasts all series of one kind of resource, anew at every tick.
///
/// Each series has its own experts, weights, gate and band; they share one learned model and, while
/// they are young, one band. A tick costs the same however long it has run. Not for several threads
/// at once.
public final class Forecaster {
    private static final int VERSION = 2;
    private static final int ERRORS_POOLED = 2000;

    private final Cadence cadence;
    private final Features features;
    private final Map<String, LiveSeries> series = new LinkedHashMap<>();
    private final Kin kin;
    private @Nullable Learned model;

    public Forecaster(Cadence cadence) {
        this(cadence, 0);
    }

    /// @param recent how many of the last values the model is told besides
    public Forecaster(Cadence cadence, int recent) {
        this.cadence = cadence;
        this.features = new Features(cadence.seasons(), Voice.EXPERTS, recent);
        this.kin = new Kin(cadence, ERRORS_POOLED);
    }

    public Cadence cadence() {
        return cadence;
    }

    /// The model that is heard from now on. Models of one learner are wrong alike, so that gates
    /// keep what they know; one of another learner begins unheard and earns its share.
    public void model(@Nullable Learned champion) {
        if (model != null && champion != null && !learner(model).equals(learner(champion))) {
            series.values().forEach(LiveSeries::shutGates);
            kin.shutGates();
        }
        model = champion;
    }

    private static String learner(Learned learned) {
        return learned.provenance().learner();
    }

    public Set<String> series() {
        return Set.copyOf(series.keySet());
    }

    public void forget(String id) {
        series.remove(id);
    }

    /// One tick: takes the value of the step that begins at `at` for every known series, NaN where
    /// there is none, begins those that are new, and forecasts all.
    ///
    /// Steps that were left out count as missing.
    ///
    /// @throws BadSeries when the step is not after the last one of a series that has a value
    public List<DemandForecast> tick(Instant at, Map<String, Double> values) {
        for (Map.Entry<String, Double> value : values.entrySet()) {
            if (Math.abs(value.getValue()) > Series.LARGEST) {
                throw new BadSeries(
                        "The value of %s is %s, which no series may hold."
                                .formatted(value.getKey(), value.getValue()));
            }
            series.computeIfAbsent(value.getKey(), _ -> new LiveSeries(cadence));
        }
        for (Map.Entry<String, LiveSeries> each : series.entrySet()) {
            catchUp(each.getKey(), each.getValue(), at);
            each.getValue().observe(at, values.getOrDefault(each.getKey(), Double.NaN), kin);
        }
        return forecast(at);
    }

    /// Missing steps between the last value and this one; after three weeks of silence a series
    /// begins anew.
    private void catchUp(String id, LiveSeries one, Instant at) {
        if (one.last().equals(Instant.MIN)) {
            return;
        }
        long steps = Duration.between(one.last(), at).dividedBy(cadence.step());
        if (steps < 1) {
            throw new BadSeries(
                    "The value of %s for %s comes after the one for %s."
                            .formatted(id, at, one.last()));
        }
        Rows none = new Rows(features.names());
        for (long gone = Math.min(steps - 1, 3L * cadence.seasons().week()); gone > 0; gone--) {
            Instant then = at.minus(cadence.step().multipliedBy(gone));
            one.observe(then, Double.NaN, kin);
            one.answer(one.ask(features, none, kin), new double[0], kin);
        }
    }

    private List<DemandForecast> forecast(Instant at) {
        Rows rows = new Rows(features.names());
        List<Question> questions = new ArrayList<>();
        for (LiveSeries one : series.values()) {
            questions.add(one.ask(features, rows, kin));
        }
        double[] residuals =
                model == null || rows.size() == 0 ? new double[0] : model.predict(rows);
        List<DemandForecast> forecasts = new ArrayList<>();
        int next = 0;
        for (Map.Entry<String, LiveSeries> each : series.entrySet()) {
            LiveSeries one = each.getValue();
            List<Step> steps = one.answer(questions.get(next++), residuals, kin);
            forecasts.add(
                    new DemandForecast(
                            each.getKey(), at, one.stage(), one.scale(), steps, one.drifted()));
        }
        return forecasts;
    }

    /// Begins a series with what was recorded of it: fits its experts, and walks through the end of
    /// its history so that weights and bands are its own from the first tick.
    ///
    /// @param history in steps of the cadence
    /// @return the forecasts after its last value
    public DemandForecast seed(String id, Series history) {
        if (!history.step().equals(cadence.step())) {
            throw new BadSeries(
                    "The history of %s has a step of %s, and %s is needed."
                            .formatted(id, history.step(), cadence.step()));
        }
        LiveSeries one = new LiveSeries(cadence);
        series.put(id, one);
        Rows none = new Rows(features.names());
        List<Step> steps = List.of();
        for (int i = 0; i < history.length(); i++) {
            one.observe(history.timeOf(i), history.at(i), kin);
            if (i + 1 == 7 * cadence.seasons().day() || i + 1 == 3 * cadence.seasons().week()) {
                one.fit();
            }
            steps = one.answer(one.ask(features, none, kin), new double[0], kin);
        }
        return new DemandForecast(id, one.last(), one.stage(), one.scale(), steps, one.drifted());
    }

    /// Fits the experts of a series to its last three weeks; a few milliseconds, for quiet hours.
    public void fit(String id) {
        LiveSeries one = series.get(id);
        if (one != null) {
            one.fit();
        }
    }

    /// What is kept of one series, for the database: some 30 kB.
    ///
    /// @throws java.util.NoSuchElementException when there is no such series
    public byte[] save(String id) {
        LiveSeries one = series.get(id);
        if (one == null) {
            throw new java.util.NoSuchElementException("There is no series " + id);
        }
        return bytes(one::save);
    }

    /// What all series share, for the database.
    public byte[] savePooled() {
        return bytes(kin::save);
    }

    /// Takes a series over from the database.
    ///
    /// @throws BadSeries when the bytes are of another version or cadence; then seed it
    public void load(String id, byte[] bytes) {
        LiveSeries one = new LiveSeries(cadence);
        read(bytes, one::load);
        series.put(id, one);
    }

    public void loadPooled(byte[] bytes) {
        read(bytes, kin::load);
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading {
        void from(DataInputStream in) throws IOException;
    }

    private byte[] bytes(Writing writing) {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeInt(VERSION);
            out.writeUTF(cadence.toString());
            writing.to(out);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(byte[] bytes, Reading reading) {
        try {
            var in = new DataInputStream(new ByteArrayInputStream(bytes));
            if (in.readInt() != VERSION || !in.readUTF().equals(cadence.toString())) {
                throw new BadSeries("This state is of another version or cadence.");
            }
            reading.from(in);
        } catch (IOException e) {
            throw new BadSeries("This state is cut off: " + e.getMessage());
        }
    }
}
