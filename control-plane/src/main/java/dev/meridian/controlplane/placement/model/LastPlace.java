package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.spec.DataSpec;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where an attempt before ran, and what the next one has to fetch before it starts.
///
/// @param checkpointRegion in which its last checkpoint lies; null: it has none, or none that moves
public record LastPlace(NodeId node, @Nullable String checkpointRegion, long checkpointBytes) {
    private static final String URI = "checkpoint:last";
    private static final double BYTES_OF_GB = 1e9;

    /// What it reads, with its checkpoint: that is data which lies somewhere, and fetching it from
    /// another region takes time and costs egress as any other does.
    public List<DataSpec> with(List<DataSpec> data) {
        return checkpointRegion == null || checkpointBytes == 0
                ? data
                : Stream.concat(
                                data.stream(),
                                Stream.of(
                                        new DataSpec(
                                                URI,
                                                checkpointRegion,
                                                checkpointBytes / BYTES_OF_GB)))
                        .toList();
    }
}
