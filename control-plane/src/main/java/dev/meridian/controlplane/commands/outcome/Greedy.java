package dev.meridian.controlplane.commands.outcome;

import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.placement.model.DomainLevel;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.goals.Goals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A rival: takes what waits in the product's order, by priority class and age, places each on the
/// node that it likes best and passes over what fits nowhere. The hard goals are the product's own;
/// what is wished for, costs or has to be carried is no matter to it.
public record Greedy(NodeChoice choice) implements Policy {
    private static final Comparator<PendingGroup> ORDER =
            Comparator.comparingInt(PendingGroup::priority)
                    .reversed()
                    .thenComparing(PendingGroup::submittedAt)
                    .thenComparing(group -> group.job().value());

    /// What has the same chance.
    private record Alike(Requirement requirement, @Nullable DomainLevel required, int instances) {}

    private record Seat(Hall hall, List<DeviceShare> devices) {}

    @Override
    public Choice choose(Snapshot snapshot) {
        choice.look(snapshot);
        Goals rules = Goals.of(snapshot.with(List.of()));
        Map<Object, Hall> halls = halls(snapshot);
        List<Choice.Start> starts = new ArrayList<>();
        Set<Alike> hopeless = new HashSet<>();
        for (PendingGroup group : snapshot.groups().stream().sorted(ORDER).toList()) {
            Alike alike =
                    new Alike(
                            group.allocations().getFirst().requirement(),
                            group.required(),
                            group.allocations().size());
            // room only gets less while a plan is made
            if (hopeless.contains(alike)) {
                continue;
            }
            List<Seat> seats = place(group, halls.values(), rules);
            if (seats.isEmpty()) {
                hopeless.add(alike);
            }
            for (int i = 0; i < seats.size(); i++) {
                PendingAllocation one = group.allocations().get(i);
                Seat seat = seats.get(i);
                seat.hall().take(one.requirement().amounts(), seat.devices());
                starts.add(new Choice.Start(one.id(), seat.hall().node().id(), seat.devices()));
            }
        }
        return new Choice(starts, Set.of());
    }

    private static Map<Object, Hall> halls(Snapshot snapshot) {
        Map<Object, Hall> halls = new LinkedHashMap<>();
        snapshot.nodes().forEach(node -> halls.put(node.id(), new Hall(node)));
        for (Placed one : snapshot.placed()) {
            Objects.requireNonNull(halls.get(one.node())).take(one.amounts(), one.devices());
        }
        return halls;
    }

    /// All instances in the first domain that takes them; empty where none does. Nothing is held.
    private List<Seat> place(PendingGroup group, Iterable<Hall> halls, Goals rules) {
        Map<String, List<Hall>> domains = new LinkedHashMap<>();
        for (Hall hall : halls) {
            String domain = domain(group, hall.node());
            if (domain != null) {
                domains.computeIfAbsent(domain, _ -> new ArrayList<>()).add(hall);
            }
        }
        for (List<Hall> domain : domains.values()) {
            List<Seat> seats = placeIn(group, domain, rules);
            if (!seats.isEmpty()) {
                return seats;
            }
        }
        return List.of();
    }

    private static @Nullable String domain(PendingGroup group, Node node) {
        return group.required() == null ? "" : group.required().of(node);
    }

    private List<Seat> placeIn(PendingGroup group, List<Hall> halls, Goals rules) {
        List<Seat> seats = new ArrayList<>();
        for (PendingAllocation one : group.allocations()) {
            Hall best = best(one.requirement(), halls, rules);
            if (best == null) {
                break;
            }
            Seat seat = new Seat(best, best.devices(one.requirement()));
            best.take(one.requirement().amounts(), seat.devices());
            seats.add(seat);
        }
        seats.forEach(seat ->
                seat.hall()
                        .give(
                                group.allocations().getFirst().requirement().amounts(),
                                seat.devices()));
        return seats.size() == group.allocations().size() ? seats : List.of();
    }

    private @Nullable Hall best(Requirement requirement, List<Hall> halls, Goals rules) {
        Hall best = null;
        double least = Double.POSITIVE_INFINITY;
        for (Hall hall : halls) {
            if (rules.suits(requirement, hall) && rules.hasRoom(requirement, hall)) {
                double badness = choice.badness(requirement, hall);
                if (badness < least) {
                    best = hall;
                    least = badness;
                }
            }
        }
        return best;
    }
}
