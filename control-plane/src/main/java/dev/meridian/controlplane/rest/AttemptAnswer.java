package dev.meridian.controlplane.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.jobs.model.view.AttemptView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One placement of an allocation.
///
/// @param state as an allocation's, or LOST, FENCED, PREEMPTED
/// @param placement why there: scores per goal, runner-up
/// @param pricePerHour US dollars for what it holds of the node
@JsonInclude(JsonInclude.Include.NON_NULL)
record AttemptAnswer(
        int epoch,
        UUID node,
        String nodeName,
        String region,
        String cluster,
        String state,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Integer exitCode,
        List<DeviceShare> devices,
        Map<String, Object> placement,
        double pricePerHour,
        Instant assignedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long peakMemoryMib,
        @Nullable Long cpuTimeMillis) {

    static AttemptAnswer of(AttemptView view) {
        return new AttemptAnswer(
                view.epoch(),
                view.node().value(),
                view.nodeName(),
                view.region(),
                view.cluster(),
                view.state(),
                view.reason(),
                view.detail(),
                view.exitCode(),
                view.devices(),
                view.placement(),
                view.pricePerHour().dollars(),
                view.assignedAt(),
                view.startedAt(),
                view.endedAt(),
                view.peakMemoryMib(),
                view.cpuTimeMillis());
    }
}
