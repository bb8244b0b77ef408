package dev.meridian.controlplane.commands.queue;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.migration.MigrationRound;
import dev.meridian.controlplane.placement.migration.MigrationRound.Outcome;
import dev.meridian.controlplane.placement.migration.MigrationSettings;
import dev.meridian.controlplane.placement.migration.Runner;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Home;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.solver.Rearranging;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A round of migrations as the live system has them: the nodes that are worth a look, the own
/// search on them, and the solver for as long as it may take.
public final class Round {
    private final MigrationSettings settings = MigrationSettings.USUAL;
    private final Rearranging solver =
            new Rearranging(SolverSettings.USUAL.taking(settings.search()));

    /// @param nodes of eight accelerators each, seven in ten of which are taken; jobs of whole
    ///   nodes wait
    public static Snapshot snapshot(int nodes) {
        return new Pressure(nodes)
                .busy(0.7, "any", 100, true)
                .waiting(16, 1, Pressure.DEVICES, 32_000, "any", 500)
                .snapshot();
    }

    /// From the snapshot to the chains.
    public Outcome of(Snapshot snapshot) {
        MigrationRound round = new MigrationRound(snapshot);
        Set<NodeId> nodes = new HashSet<>(round.nodes(settings.nodes()));
        List<Runner> runners =
                snapshot.placed().stream()
                        .filter(one -> nodes.contains(one.node()))
                        .map(one -> runner(one, snapshot))
                        .toList();
        return round.search(runners, settings.gain(), settings.budget(), solver);
    }

    private static Runner runner(Placed one, Snapshot snapshot) {
        Home home =
                new Home(
                        one.node(),
                        snapshot.nodes().getFirst().region().name(),
                        one.tenure().lostSeconds(snapshot.at()));
        Requirement requirement =
                Requirement.of(
                                one.amounts(),
                                AcceleratorNeed.whole(null, one.devices().size()),
                                "sandbox")
                        .runningAt(home);
        PendingAllocation asked = new PendingAllocation(one.allocation(), 1, 0, requirement);
        return new Runner(
                one,
                new PendingGroup(
                        one.group(),
                        new JobId(one.group().value()),
                        "runs",
                        "bench",
                        "any",
                        one.tenure().priority(),
                        snapshot.at(),
                        null,
                        0,
                        List.of(),
                        null,
                        null,
                        List.of(asked),
                        true),
                asked);
    }
}
