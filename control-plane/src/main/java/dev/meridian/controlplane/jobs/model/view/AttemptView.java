package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.kernel.model.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One placement of an allocation.
///
/// @param state as an allocation's, or LOST, FENCED, PREEMPTED
/// @param reason token of its end; null: it has not ended, or succeeded
/// @param placement why there: scores per goal, runner-up
public record AttemptView(
        int epoch,
        NodeId node,
        String nodeName,
        String region,
        String cluster,
        String state,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Integer exitCode,
        List<DeviceShare> devices,
        Map<String, Object> placement,
        Money pricePerHour,
        Instant assignedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long peakMemoryMib,
        @Nullable Long cpuTimeMillis) {
    public AttemptView {
        devices = List.copyOf(devices);
    }
}
