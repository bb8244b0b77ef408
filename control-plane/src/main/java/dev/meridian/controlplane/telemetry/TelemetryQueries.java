package dev.meridian.controlplane.telemetry;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.telemetry.model.HostUse;
import dev.meridian.controlplane.telemetry.model.Sample;
import dev.meridian.controlplane.telemetry.model.Series;
import dev.meridian.controlplane.telemetry.model.Span;
import dev.meridian.controlplane.telemetry.store.SampleStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Answers what was measured. Averages and maxima are made in the database, so that an answer is as
/// large as its points.
@Service
public class TelemetryQueries {
    /// Twelve rounds of an agent: older than this is not "now".
    private static final Duration FRESH = Duration.ofMinutes(2);

    private final SampleStore store;
    private final Clock clock;

    TelemetryQueries(SampleStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public List<Series> ofNode(NodeId node, Span span) {
        return store.seriesOfNode(node, span);
    }

    public List<Series> ofAllocation(AllocationId allocation, Span span) {
        return store.seriesOfAllocation(allocation, span);
    }

    /// The newest value of each metric and device of the host; empty for a node that has been
    /// silent for two minutes.
    public List<Sample> latest(NodeId node) {
        return store.latest(node, clock.instant().minus(FRESH));
    }

    /// What hosts use now of their CPU (cores) and memory (MiB); those that have been silent for
    /// two minutes are absent.
    public Map<NodeId, HostUse> hosts() {
        return store.hosts(clock.instant().minus(FRESH));
    }

    /// The same, of those that were heard within less: the fewer samples are looked at.
    public Map<NodeId, HostUse> hosts(Duration within) {
        return store.hosts(clock.instant().minus(within));
    }

    /// The same, of some.
    public Map<NodeId, HostUse> hosts(Collection<NodeId> nodes) {
        return nodes.isEmpty() ? Map.of() : store.hosts(nodes, clock.instant().minus(FRESH));
    }

    /// When the newest sample of the host was taken; empty for a node that has been silent for two
    /// minutes.
    public Optional<Instant> newest(NodeId node) {
        return store.newest(node, clock.instant().minus(FRESH));
    }
}
