package dev.meridian.controlplane.forecast.model.anomaly;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// All detectors of one subject, as they are kept between two rounds.
public final class Watched {
    /// Of one host: more metrics than this tell nothing new.
    private static final int MOST = 200;

    private final Sensitivity sensitivity;
    private final Map<Metric, Detector> detectors = new TreeMap<>();

    /// @param metric `cpu.used`; of demand `cpu demand`
    /// @param device `gpu0`; empty: the whole
    public record Metric(String metric, String device) implements Comparable<Metric> {

        @Override
        public int compareTo(Metric other) {
            int order = metric.compareTo(other.metric);
            return order == 0 ? device.compareTo(other.device) : order;
        }
    }

    /// A value that left its band.
    public record Outlier(Metric metric, Instant at, Verdict.Judged verdict) {}

    public Watched(Sensitivity sensitivity) {
        this.sensitivity = sensitivity;
    }

    /// Takes in what a subject showed at one moment.
    ///
    /// @return what of it left its band
    public List<Outlier> observe(Instant at, Map<Metric, Double> values) {
        List<Outlier> outliers = new ArrayList<>();
        values.forEach((metric, value) -> {
            if (detectors.size() < MOST || detectors.containsKey(metric)) {
                Detector detector =
                        detectors.computeIfAbsent(metric, _ -> new Detector(sensitivity));
                if (detector.observe(at, value) instanceof Verdict.Judged judged
                        && judged.anomalous()) {
                    outliers.add(new Outlier(metric, at, judged));
                }
            }
        });
        return outliers;
    }

    public byte[] state() {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeInt(detectors.size());
            for (Map.Entry<Metric, Detector> each : detectors.entrySet()) {
                byte[] state = each.getValue().state();
                out.writeUTF(each.getKey().metric());
                out.writeUTF(each.getKey().device());
                out.writeInt(state.length);
                out.write(state);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Goes on where another one was; of a torn state as much as can be read.
    public static Watched resume(Sensitivity sensitivity, byte[] state) {
        Watched watched = new Watched(sensitivity);
        try {
            var in = new DataInputStream(new ByteArrayInputStream(state));
            for (int left = in.readInt(); left > 0; left--) {
                Metric metric = new Metric(in.readUTF(), in.readUTF());
                byte[] own = in.readNBytes(in.readInt());
                watched.detectors.put(metric, Detector.resume(sensitivity, own));
            }
        } catch (IOException | IllegalArgumentException _) {
            // what could be read is there
        }
        return watched;
    }
}
