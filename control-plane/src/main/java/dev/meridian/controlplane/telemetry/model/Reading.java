package dev.meridian.controlplane.telemetry.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that a node or an allocation measured at one moment.
///
/// @param allocation null: of the host as a whole
/// @param values in the order of the layout; kept to seven digits, and not copied
@SuppressWarnings("ArrayRecordComponent") // thousands a second pass here and are never compared
public record Reading(
        NodeId node, @Nullable AllocationId allocation, Instant at, Layout layout, float[] values) {

    private record Moment(Instant at, @Nullable AllocationId allocation) {}

    /// Puts together what belongs together.
    public static List<Reading> of(NodeId node, List<Sample> samples) {
        Map<Moment, List<Sample>> moments = new LinkedHashMap<>();
        for (Sample sample : samples) {
            moments.computeIfAbsent(
                            new Moment(sample.at(), sample.allocation()),
                            _ -> new ArrayList<>(samples.size()))
                    .add(sample);
        }
        List<Reading> readings = new ArrayList<>(moments.size());
        moments.forEach((moment, all) -> readings.add(of(node, moment, all)));
        return readings;
    }

    private static Reading of(NodeId node, Moment moment, List<Sample> samples) {
        float[] values = new float[samples.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    (float) Math.clamp(samples.get(i).value(), -Float.MAX_VALUE, Float.MAX_VALUE);
        }
        return new Reading(
                node,
                moment.allocation(),
                moment.at(),
                new Layout(
                        samples.stream().map(Sample::metric).toList(),
                        samples.stream().map(Sample::device).toList()),
                values);
    }
}
