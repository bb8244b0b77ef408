package dev.meridian.controlplane.telemetry;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.telemetry.model.DeviceUse;
import dev.meridian.controlplane.telemetry.model.HostUse;
import dev.meridian.controlplane.telemetry.model.Sample;
import dev.meridian.controlplane.telemetry.model.Series;
import dev.meridian.controlplane.telemetry.model.Span;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.store.DeviceReads;
import dev.meridian.controlplane.telemetry.store.Rollups;
import dev.meridian.controlplane.telemetry.store.SampleReads;
import dev.meridian.controlplane.telemetry.store.SeriesReads;
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

    private final SampleReads newest;
    private final SeriesReads series;
    private final Rollups rollups;
    private final DeviceReads devices;
    private final TelemetrySettings settings;
    private final Clock clock;

    TelemetryQueries(
            SampleReads newest,
            SeriesReads series,
            Rollups rollups,
            DeviceReads devices,
            TelemetrySettings settings,
            Clock clock) {
        this.newest = newest;
        this.series = series;
        this.rollups = rollups;
        this.devices = devices;
        this.settings = settings;
        this.clock = clock;
    }

    public List<Series> ofNode(NodeId node, Span span) {
        return series.ofNode(node, span, cut(span));
    }

    public List<Series> ofAllocation(AllocationId allocation, Span span) {
        return series.ofAllocation(allocation, span, cut(span));
    }

    /// How busy allocations kept the accelerators that they hold whole, in full quarters of an
    /// hour; nothing of those that hold none or were not measured.
    public List<DeviceUse> devices(Collection<AllocationId> allocations, Instant since) {
        return allocations.isEmpty() ? List.of() : devices.use(allocations, since);
    }

    /// Steps of a quarter of an hour and more are read from roll-ups as far as there are any; finer
    /// ones only for what is older than the samples that are kept.
    private Instant cut(Span span) {
        Instant rolled = rollups.until();
        Instant wished =
                span.step().compareTo(Course.SLOT) >= 0
                        ? rolled
                        : clock.instant().minus(settings.retention());
        Instant cut = wished.isBefore(rolled) ? wished : rolled;
        if (cut.isBefore(span.from())) return span.from();
        return cut.isAfter(span.to()) ? span.to() : cut;
    }

    /// The newest value of each metric and device of the host; empty for a node that has been
    /// silent for two minutes.
    public List<Sample> latest(NodeId node) {
        return newest.latest(node, clock.instant().minus(FRESH));
    }

    /// The same of an allocation, which is measured once a minute.
    public List<Sample> latest(AllocationId allocation) {
        return newest.latest(allocation, clock.instant().minus(FRESH));
    }

    /// What hosts use now of their CPU (cores) and memory (MiB); those that have been silent for
    /// two minutes are absent.
    public Map<NodeId, HostUse> hosts() {
        return newest.hosts(clock.instant().minus(FRESH));
    }

    /// The same, of those that were heard within less: the fewer samples are looked at.
    public Map<NodeId, HostUse> hosts(Duration within) {
        return newest.hosts(clock.instant().minus(within));
    }

    /// The same, of some.
    public Map<NodeId, HostUse> hosts(Collection<NodeId> nodes) {
        return nodes.isEmpty() ? Map.of() : newest.hosts(nodes, clock.instant().minus(FRESH));
    }

    /// When the newest sample of the host was taken; empty for a node that has been silent for two
    /// minutes.
    public Optional<Instant> newest(NodeId node) {
        return newest.newest(node, clock.instant().minus(FRESH));
    }
}
