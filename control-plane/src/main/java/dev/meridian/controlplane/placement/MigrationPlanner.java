package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.spec.DisconnectPolicy;
import dev.meridian.controlplane.placement.claims.Foresight;
import dev.meridian.controlplane.placement.migration.Chain;
import dev.meridian.controlplane.placement.migration.ChainSearch.Found;
import dev.meridian.controlplane.placement.migration.MigrationRound;
import dev.meridian.controlplane.placement.migration.MigrationRound.Candidate;
import dev.meridian.controlplane.placement.migration.MigrationSettings;
import dev.meridian.controlplane.placement.migration.Runner;
import dev.meridian.controlplane.placement.model.Home;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.solver.Rearranging;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The third speed: what runs may move, where that wins more than it costs. Changes nothing.
@Service
public class MigrationPlanner {
    /// A stranded accelerator is this many points of the goals.
    private static final double POINTS = 25;

    private final MigrationSettings settings;
    private final Rearranging solver;
    private final Foresight foresight;
    private final DistributionSummary gain;

    MigrationPlanner(
            MigrationSettings settings,
            SolverSettings searched,
            Foresight foresight,
            MeterRegistry registry) {
        this.settings = settings;
        this.foresight = foresight;
        solver = new Rearranging(searched.taking(settings.search()));
        gain = PlanMeters.solverGain(registry, "migration");
    }

    /// The nodes of which [#plan] should know what runs there.
    public List<NodeId> nodes(Snapshot snapshot) {
        return new MigrationRound(snapshot).nodes(settings.nodes());
    }

    /// @param running on such nodes, copies that may be stopped as far as jobs and nodes are
    ///   concerned, as if they waited
    /// @param budget copies that may be moved at most
    public List<Chain> plan(Snapshot snapshot, Collection<EligibleGroup> running, int budget) {
        List<Runner> runners = runners(snapshot, running);
        if (runners.isEmpty() || budget <= 0) {
            return List.of();
        }
        MigrationRound round = new MigrationRound(snapshot);
        MigrationRound.Outcome found = round.search(runners, settings.gain(), budget, solver);
        gain.record(found.gain() * POINTS);
        return found.chains().stream().map(one -> chain(round, one)).toList();
    }

    private List<Runner> runners(Snapshot snapshot, Collection<EligibleGroup> running) {
        Map<AllocationId, Placed> placed = new HashMap<>();
        Map<AllocationId, Double> rests = foresight.rests(snapshot.placed(), snapshot.at());
        snapshot.placed().stream()
                .filter(one -> !one.tenure().stopping() && one.tenure().startedAt() != null)
                .filter(one -> !endsSoon(rests.get(one.allocation())))
                .forEach(one -> placed.put(one.allocation(), one));
        Map<NodeId, Node> nodes =
                snapshot.nodes().stream().collect(Collectors.toMap(Node::id, Function.identity()));
        List<Runner> runners = new ArrayList<>();
        for (EligibleGroup each : running) {
            PendingGroup group = GroupMapping.group(each, 0, Map.of(), snapshot.at());
            // a deadline bears no restart, and who counts money would count both copies
            if (group.isBound()
                    || group.bounds().hasBudget()
                    || group.bounds().deadline() != null
                    || each.spec().disconnectRule().policy() == DisconnectPolicy.KEEP) {
                continue;
            }
            for (PendingAllocation one : group.allocations()) {
                @Nullable Placed now = placed.get(one.id());
                @Nullable Node node = now == null ? null : nodes.get(now.node());
                if (now != null
                        && node != null
                        && (now.service() || now.tenure().mayBeStopped(snapshot.at()))) {
                    runners.add(new Runner(now, group, at(one, now, node, snapshot)));
                }
            }
        }
        return runners;
    }

    /// @param rest seconds; null: nothing is foretold
    private boolean endsSoon(@Nullable Double rest) {
        return rest != null && rest <= settings.ending().toSeconds();
    }

    /// A service serves on until its next copy does: nothing is lost but the time of a start.
    private static PendingAllocation at(
            PendingAllocation one, Placed now, Node node, Snapshot snapshot) {
        double lost = now.service() ? 0 : now.tenure().lostSeconds(snapshot.at());
        Home home = new Home(node.id(), node.region().name(), lost);
        return new PendingAllocation(
                one.id(), one.version(), one.index(), one.requirement().runningAt(home));
    }

    private static Chain chain(MigrationRound round, Candidate one) {
        Found found = one.found();
        NodeId left = round.index().capacity().node(found.from()).id();
        return new Chain(
                one.guests().stream()
                        .map(guest ->
                                new Chain.Guest(guest.waiting().id(), guest.group().job(), left))
                        .toList(),
                found.moves().stream()
                        .map(move ->
                                Decisions.of(
                                        move.who().group(),
                                        move.who().asked(),
                                        move.to(),
                                        round.index()))
                        .toList(),
                found.won(),
                found.cost());
    }
}
