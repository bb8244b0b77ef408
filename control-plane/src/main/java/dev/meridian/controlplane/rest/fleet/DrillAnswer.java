package dev.meridian.controlplane.rest.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.dispatch.model.Drill;
import dev.meridian.controlplane.dispatch.model.DrillReport;
import dev.meridian.controlplane.dispatch.model.DrilledCopy;
import dev.meridian.controlplane.dispatch.model.DrilledCopy.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A drill, and in full what it has shown so far.
@JsonInclude(JsonInclude.Include.NON_NULL)
record DrillAnswer(
        UUID id,
        String region,
        Drill.State state,
        String reason,
        String startedBy,
        Instant startedAt,
        Instant deadline,
        @Nullable Instant endedAt,
        @Nullable DrillFindings report) {

    /// @param stages how many copies are how far
    /// @param recovery by policy
    /// @param stoppedSeconds of all runs that the drill ended, added up
    /// @param unheardSeconds what `fence` work waits longer where a region is really lost, for
    ///   nobody tells then that it has stopped
    record DrillFindings(
            Map<Stage, Integer> stages,
            Map<String, PolicyRecovery> recovery,
            double stoppedSeconds,
            double unheardSeconds,
            List<CopyRecovery> copies) {}

    /// Seconds from the beginning of the drill until copies ran elsewhere.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PolicyRecovery(
            int copies,
            int back,
            @Nullable Double p50Seconds,
            @Nullable Double p99Seconds,
            @Nullable Double worstSeconds) {

        static PolicyRecovery of(DrillReport.Recovery found) {
            return new PolicyRecovery(
                    found.copies(),
                    found.back(),
                    seconds(found.p50()),
                    seconds(found.p99()),
                    seconds(found.worst()));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CopyRecovery(
            UUID allocation,
            UUID job,
            String project,
            String name,
            int epoch,
            String node,
            String policy,
            double leaseSeconds,
            Stage stage,
            @Nullable Double stoppedSeconds,
            @Nullable String backInRegion,
            @Nullable String backOnNode,
            @Nullable Double recoverySeconds,
            @Nullable String waits) {

        static CopyRecovery of(DrilledCopy copy) {
            DrilledCopy.Place back = copy.backOn();
            return new CopyRecovery(
                    copy.allocation().value(),
                    copy.job().value(),
                    copy.project(),
                    copy.name(),
                    copy.epoch(),
                    copy.node(),
                    copy.policy(),
                    copy.lease().toMillis() / 1e3,
                    copy.stage(),
                    seconds(copy.stopped()),
                    back == null ? null : back.region(),
                    back == null ? null : back.node(),
                    seconds(copy.recovery()),
                    copy.waits());
        }
    }

    /// Without its report.
    static DrillAnswer of(Drill drill) {
        return of(drill, null);
    }

    static DrillAnswer of(DrillReport found, Duration unheard) {
        return of(
                found.drill(),
                new DrillFindings(
                        found.stages(),
                        found.recovery().entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                Map.Entry::getKey,
                                                one -> PolicyRecovery.of(one.getValue()))),
                        found.stopped().toMillis() / 1e3,
                        unheard.toMillis() / 1e3,
                        found.copies().stream().map(CopyRecovery::of).toList()));
    }

    private static DrillAnswer of(Drill drill, @Nullable DrillFindings report) {
        return new DrillAnswer(
                drill.id().value(),
                drill.region().value(),
                drill.state(),
                drill.reason(),
                drill.startedBy(),
                drill.startedAt(),
                drill.deadline(),
                drill.endedAt(),
                report);
    }

    private static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis() / 1e3;
    }
}
