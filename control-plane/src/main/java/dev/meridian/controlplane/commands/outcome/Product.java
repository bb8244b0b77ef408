package dev.meridian.controlplane.commands.outcome;

import dev.meridian.controlplane.placement.Planner;
import dev.meridian.controlplane.placement.model.Eviction;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.stream.Collectors;

/// The planner of the live system.
public record Product(Planner planner) implements Policy {

    @Override
    public Choice choose(Snapshot snapshot) {
        Plan plan = planner.plan(snapshot);
        return new Choice(
                plan.decisions().stream()
                        .map(one -> new Choice.Start(one.allocation(), one.node(), one.devices()))
                        .toList(),
                plan.evictions().stream().map(Eviction::victim).collect(Collectors.toSet()));
    }
}
