package dev.meridian.controlplane.dispatch.model;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.meridian.controlplane.fleet.model.Drain;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.MovableAllocation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is to become of all that nodes hold which are being drained.
///
/// @param draining the nodes that are not empty yet
/// @param movers by their ids, in the order of the queue
public record Moving(Map<NodeId, Drain> draining, Map<AllocationId, Mover> movers) {
    public static final Moving NOTHING = new Moving(Map.of(), Map.of());

    private record Gang(JobId job, String key) {}

    public static Moving of(
            Map<NodeId, Drain> draining, List<MovableAllocation> movable, Instant now) {
        Map<AllocationId, Mover> movers = new LinkedHashMap<>();
        movable.forEach(one -> movers.put(one.id(), Mover.of(one, draining, now)));
        movable.stream()
                .filter(one -> one.gang().isPresent())
                .collect(groupingBy(one -> new Gang(one.job(), one.gang().orElseThrow())))
                .values()
                .forEach(gang -> together(gang, draining, movers, now));
        return new Moving(draining, movers);
    }

    public Optional<Mover> find(AllocationId id) {
        return Optional.ofNullable(movers.get(id));
    }

    public List<Mover> all() {
        return List.copyOf(movers.values());
    }

    /// Those for which a plan is to look for a place.
    public List<MovableAllocation> seeking() {
        return movers.values().stream().filter(Mover::seeks).map(Mover::of).toList();
    }

    /// Those of them that leave a node which takes nothing new.
    public Set<AllocationId> leaving() {
        return movers.values().stream()
                .filter(each -> each.seeks() && each.of().node() != null)
                .map(Mover::id)
                .collect(toSet());
    }

    /// The others of its gang that a plan looks at; only itself where it is of none.
    public List<Mover> gangOf(Mover one) {
        return one.of().gang().isEmpty()
                ? List.of(one)
                : movers.values().stream()
                        .filter(each ->
                                each.of().job().equals(one.of().job())
                                        && each.of().gang().equals(one.of().gang()))
                        .filter(Mover::seeks)
                        .toList();
    }

    /// A gang moves whole: what holds one member back holds all. While it is being stopped, what
    /// will be needed of other nodes is kept for it; members elsewhere keep what they have.
    private static void together(
            List<MovableAllocation> gang,
            Map<NodeId, Drain> draining,
            Map<AllocationId, Mover> movers,
            Instant now) {
        List<Mover> own = gang.stream().map(one -> Mover.of(one, draining, now)).toList();
        boolean stopping = gang.stream().anyMatch(one -> one.stop() != null);
        boolean later =
                gang.stream()
                        .anyMatch(one -> one.notBefore() != null && one.notBefore().isAfter(now));
        Optional<Mover.Why> heldBack =
                own.stream()
                        .filter(one -> one.step() == Mover.Step.STAY && one.of().stop() == null)
                        .flatMap(one -> Optional.ofNullable(one.why()).stream())
                        .findFirst();
        for (Mover one : own) {
            MovableAllocation of = one.of();
            boolean needsPlace = of.node() == null || draining.containsKey(of.node());
            Mover.Why why =
                    stopping
                            ? new Mover.Why(Mover.STOPPING, "Its gang is told to stop.")
                            : heldBack.orElse(null);
            Mover.Step step =
                    !needsPlace || later
                            ? Mover.Step.STAY
                            : stopping || of.state() == AllocationState.Kind.PENDING
                                    ? Mover.Step.KEEP_PLACE
                                    : why != null ? Mover.Step.STAY : Mover.Step.REGROUP;
            movers.put(of.id(), new Mover(of, step, why));
        }
    }
}
