package dev.meridian.controlplane.agents;

import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Checkpoint;
import dev.meridian.agent.protocol.Hello;
import dev.meridian.agent.protocol.LocalRestart;
import dev.meridian.agent.protocol.StandbyReport;
import dev.meridian.agent.protocol.TaskState;
import dev.meridian.agent.protocol.TelemetryBatch;
import dev.meridian.controlplane.fleet.model.Accelerator;
import dev.meridian.controlplane.fleet.model.NodeCapacity;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeRegistration;
import dev.meridian.controlplane.fleet.model.PlaceClaim;
import dev.meridian.controlplane.jobs.model.AllocationEvent;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.CheckpointNews;
import dev.meridian.controlplane.jobs.model.CopyUse;
import dev.meridian.controlplane.jobs.model.Observation;
import dev.meridian.controlplane.jobs.model.StandbyNews;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.telemetry.model.LogChunk;
import dev.meridian.controlplane.telemetry.model.LogKey;
import dev.meridian.controlplane.telemetry.model.LogStream;
import dev.meridian.controlplane.telemetry.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What agents say, in our own words. Nothing that comes over the wire is believed: whatever does
/// not fit is an IllegalArgumentException with a sentence.
final class Received {
    private static final int LARGEST_CHUNK = 64 * 1024;
    private static final int MOST_RESTARTS = 100;
    private static final int MOST_RETRIES = 1_000;
    private static final int LONGEST_DETAIL = 300;

    private Received() {}

    static NodeRegistration registration(NodeId node, Hello hello) {
        dev.meridian.agent.protocol.Capacity said = hello.getCapacity();
        List<Accelerator> devices =
                hello.getAcceleratorsList().stream()
                        .map(device ->
                                new Accelerator(
                                        device.getIndex(),
                                        device.getVendor(),
                                        device.getModel(),
                                        new Mebibytes(device.getMemoryMib()),
                                        device.getUuid(),
                                        device.getDeclared()))
                        .toList();
        return new NodeRegistration(
                node,
                new PlaceClaim(hello.getRegion(), hello.getCluster(), hello.getPool()),
                hello.getBootId(),
                hello.getAgentVersion(),
                hello.getLabelsMap(),
                new NodeCapacity(
                        new Millicores(said.getCpuMillis()),
                        new Mebibytes(said.getMemoryMib()),
                        new Mebibytes(said.getDiskMib()),
                        said.getNetworkMbps(),
                        devices,
                        said.getDeclared()),
                Set.copyOf(hello.getDriversList()),
                hello.getAddress());
    }

    /// Times are ours, for a host's clock may be wrong.
    static Observation observation(NodeId from, AllocationReport said, Instant now) {
        return new Observation(
                allocation(said.getAllocationId()),
                from,
                restarts(said, now),
                report(said, now),
                new CopyUse(
                        new Mebibytes(said.getPeakMemoryMib()),
                        Duration.ofMillis(Math.max(0, said.getCpuTimeMillis()))));
    }

    private static List<AllocationEvent.Restarted> restarts(AllocationReport said, Instant now) {
        return said.getRestartsList().stream()
                .limit(MOST_RESTARTS)
                .filter(restart -> restart.getRetries() > 0 && restart.getRetries() <= MOST_RETRIES)
                .map(restart ->
                        new AllocationEvent.Restarted(
                                said.getEpoch(), restart.getRetries(), how(restart), now))
                .toList();
    }

    private static String how(LocalRestart restart) {
        String detail = restart.getDetail().isEmpty() ? restart.getReason() : restart.getDetail();
        return "%s at %s by its node's clock"
                .formatted(
                        detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL))
                                .replace('\0', ' '),
                        Instant.ofEpochMilli(restart.getEndedAtMillis())
                                .truncatedTo(ChronoUnit.SECONDS));
    }

    private static AllocationEvent.Report report(AllocationReport said, Instant now) {
        int epoch = said.getEpoch();
        Integer exitCode = said.hasExitCode() ? said.getExitCode() : null;
        return switch (said.getState()) {
            case STARTING -> new AllocationEvent.StartingReported(epoch, now);
            case RUNNING -> new AllocationEvent.StartedReported(epoch, now);
            case SUCCEEDED ->
                    new AllocationEvent.SucceededReported(
                            epoch, exitCode == null ? 0 : exitCode, now);
            case FAILED ->
                    new AllocationEvent.FailedReported(
                            epoch, said.getReason(), exitCode, said.getDetail(), now);
            case STOPPED -> new AllocationEvent.StoppedReported(epoch, exitCode, now);
            case FENCED -> new AllocationEvent.FencedReported(epoch, now);
            case TASK_STATE_UNSPECIFIED, UNRECOGNIZED ->
                    throw new IllegalArgumentException(
                            "a report needs a state that we know: " + said.getStateValue());
        };
    }

    /// Empty where nothing is known of its checkpoint.
    static Optional<CheckpointNews> checkpoint(NodeId from, AllocationReport said) {
        if (!said.hasCheckpoint()) {
            return Optional.empty();
        }
        Checkpoint known = said.getCheckpoint();
        return Optional.of(
                new CheckpointNews(
                        allocation(said.getAllocationId()),
                        said.getEpoch(),
                        from,
                        given(known.getGeneration()),
                        known.getBytes(),
                        known.getFiles(),
                        known.getCopyMillis(),
                        known.getRestoring(),
                        given(known.getRestored()),
                        known.getRestoreMillis(),
                        given(known.getProblem())));
    }

    static StandbyNews standby(NodeId from, StandbyReport said) {
        return new StandbyNews(
                allocation(said.getAllocationId()),
                from,
                said.getPrepared(),
                given(said.getGeneration()),
                given(said.getProblem()));
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text.replace("\0", "");
    }

    /// Whether it still has a process, so that a restart of its host would have ended it.
    static boolean alive(AllocationReport said) {
        return said.getState() == TaskState.STARTING || said.getState() == TaskState.RUNNING;
    }

    static AllocationId allocation(String id) {
        return AllocationId.of(id);
    }

    static LogChunk chunk(dev.meridian.agent.protocol.LogChunk said) {
        if (said.getData().size() > LARGEST_CHUNK) {
            throw new IllegalArgumentException(
                    "a chunk of a log has at most 64 KiB, not " + said.getData().size());
        }
        return new LogChunk(
                new LogKey(
                        allocation(said.getAllocationId()),
                        said.getEpoch(),
                        LogStream.of(said.getStream())),
                said.getOffset(),
                said.getData().toByteArray(),
                said.getTruncated());
    }

    /// Those samples that make sense; one that does not is no reason to lose the others.
    static List<Sample> samples(TelemetryBatch batch) {
        List<Sample> samples = new ArrayList<>(batch.getSamplesCount());
        for (dev.meridian.agent.protocol.Sample said : batch.getSamplesList()) {
            try {
                samples.add(
                        new Sample(
                                Instant.ofEpochMilli(said.getAtMillis()),
                                said.getAllocationId().isEmpty()
                                        ? null
                                        : allocation(said.getAllocationId()),
                                said.getMetric(),
                                said.getDevice(),
                                said.getValue()));
            } catch (IllegalArgumentException _) {
                // counted by the difference of the two sizes
            }
        }
        return samples;
    }
}
