package dev.meridian.controlplane.placement.migration;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.model.goals.MigrationCost;
import dev.meridian.controlplane.placement.model.goals.TypicalWork;
import dev.meridian.controlplane.placement.model.queues.Goods;
import dev.meridian.controlplane.placement.model.queues.QueueTree;
import dev.meridian.controlplane.placement.solver.Rearranging;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One look at the fleet for what may be moved: which nodes are worth it, and then, when it is
/// known what of them may go, which chains win.
public final class MigrationRound {
    /// Different requirements that wait and are looked at, in the order of the queue.
    private static final int MOST_WAITING = 16;

    private static final double MILLIPOINTS = 1000;

    private final Snapshot snapshot;
    private final FleetIndex index;
    private final Goals goals;

    public MigrationRound(Snapshot snapshot) {
        this.snapshot = snapshot;
        goals = Goals.of(snapshot, TypicalWork.of(snapshot));
        index = new FleetIndex(snapshot, goals);
    }

    /// One that waits for room and for nothing else.
    public record Guest(PendingGroup group, PendingAllocation waiting) {
        public Requirement requirement() {
            return waiting.requirement();
        }
    }

    public FleetIndex index() {
        return index;
    }

    /// The nodes that are worth a look: where the least is missing for what waits, then those that
    /// cost the most points by what they strand and by their price.
    public List<NodeId> nodes(int most) {
        Map<NodeId, Integer> holding = new HashMap<>();
        for (Placed one : snapshot.placed()) {
            if (one.service() || one.tenure().mayBeStopped(snapshot.at())) {
                holding.merge(one.node(), 1, Integer::sum);
            }
        }
        List<Integer> eligible = new ArrayList<>();
        for (int node = 0; node < index.capacity().size(); node++) {
            Node one = index.capacity().node(node);
            if (one.state() == NodeState.READY && holding.containsKey(one.id())) {
                eligible.add(node);
            }
        }
        Set<Integer> chosen = new LinkedHashSet<>();
        List<Guest> guests = guests();
        for (Guest guest : guests) {
            eligible.stream()
                    .filter(node ->
                            goals.suits(guest.requirement(), index.capacity().view(node))
                                    && couldHold(guest.requirement(), node))
                    .sorted(Comparator.comparingDouble(node -> missing(guest.requirement(), node)))
                    .limit(Math.max(1, most / 2 / guests.size()))
                    .forEach(chosen::add);
        }
        eligible.stream()
                .sorted(Comparator.comparingDouble(node -> -expense(node)))
                .limit(Math.max(0, most - chosen.size()))
                .forEach(chosen::add);
        return chosen.stream().map(node -> index.capacity().node(node).id()).toList();
    }

    private boolean couldHold(Requirement wanted, int node) {
        Node one = index.capacity().node(node);
        return one.capacity().cpu().value() >= wanted.amounts().cpu().value()
                && one.capacity().memory().value() >= wanted.amounts().memory().value()
                && one.devicesFor(wanted.accelerators()) >= wanted.accelerators().count();
    }

    /// How much of a fleet it lacks there, in accelerators.
    private double missing(Requirement wanted, int node) {
        var view = index.capacity().view(node);
        long millis = 0;
        for (int device = 0; device < view.node().devices().size(); device++) {
            millis +=
                    wanted.accelerators().accepts(view.node().devices().get(device))
                            ? view.millisFree(device)
                            : 0;
        }
        return Math.max(0, wanted.accelerators().totalMillis() - millis) / 1000.0
                + Math.max(0, wanted.amounts().cpu().value() - view.cpuFree()) / 16_000.0;
    }

    private double expense(int node) {
        FreeCapacity capacity = index.capacity();
        return goals.potential(capacity.view(node)) / MILLIPOINTS
                + 10 * capacity.node(node).pricePerHour().dollars();
    }

    /// What finds no room, not even in what is being left already, and would be let by its queue;
    /// the first of each kind. What is bound to others is left to plans.
    private List<Guest> guests() {
        QueueTree queues = QueueTree.of(snapshot);
        List<Placed> leaving =
                snapshot.placed().stream().filter(one -> one.tenure().stopping()).toList();
        leaving.forEach(index::release);
        List<Guest> guests = new ArrayList<>();
        Set<Requirement> seen = new HashSet<>();
        snapshot.groups().stream()
                .sorted(
                        Comparator.comparingInt(PendingGroup::priority)
                                .reversed()
                                .thenComparing(PendingGroup::submittedAt))
                .filter(group -> !group.isBound() && !group.bounds().hasBudget())
                .forEach(group ->
                        firstOf(group)
                                .filter(guest ->
                                        guests.size() < MOST_WAITING
                                                && queues.refusal(
                                                                group.queueId(),
                                                                Goods.of(guest.requirement()),
                                                                group.preemptible())
                                                        .isEmpty()
                                                && seen.add(guest.requirement())
                                                && index.bestNodes(guest.requirement(), 1)
                                                        .isEmpty())
                                .ifPresent(guests::add));
        leaving.forEach(index::hold);
        return guests;
    }

    private Optional<Guest> firstOf(PendingGroup group) {
        return group.allocations().stream()
                .filter(one -> !snapshot.promises().containsKey(one.id()))
                .findFirst()
                .map(one -> new Guest(group, one));
    }

    /// A chain in the making.
    ///
    /// @param guests who are let in; empty: nobody
    public record Candidate(List<Guest> guests, ChainSearch.Found found) {
        public Candidate {
            guests = List.copyOf(guests);
        }
    }

    /// @param chains what is to be done
    /// @param own accelerators that the own search's chains win beyond their cost
    /// @param gain by how many more the solver's do; 0: it found nothing better
    /// @param looked allocations that the solver looked at
    /// @param moves of the solver that were scored
    public record Outcome(
            List<Candidate> chains, double own, double gain, int looked, long moves) {}

    /// The own search's chains are what the solver begins with.
    public Outcome search(List<Runner> runners, double least, int budget, Rearranging solver) {
        List<Guest> guests = guests();
        ChainSolver improver = new ChainSolver(index, runners, guests, promised(), least, budget);
        FreeCapacity now = index.capacity().copy();
        List<Candidate> own = search(runners, guests, least, budget);
        own.forEach(this::undo);
        Outcome found = improver.improve(now, guests, own, solver);
        found.chains().forEach(this::redo);
        return found;
    }

    private void undo(Candidate one) {
        one.found().moves().forEach(move -> index.give(move.to(), move.who().requirement()));
        for (int i = 0; i < one.guests().size(); i++) {
            index.give(one.found().rooms().get(i), one.guests().get(i).requirement());
        }
    }

    private void redo(Candidate one) {
        one.found().moves().forEach(move -> index.take(move.to(), move.who().requirement()));
        for (int i = 0; i < one.guests().size(); i++) {
            index.take(one.found().rooms().get(i), one.guests().get(i).requirement());
        }
    }

    /// First what lets somebody in, those that win most first, then what is better by itself.
    List<Candidate> search(List<Runner> runners, double least, int budget) {
        return search(runners, guests(), least, budget);
    }

    private List<Candidate> search(
            List<Runner> runners, List<Guest> guests, double least, int budget) {
        ChainSearch search = new ChainSearch(index, runners, promised(), least, budget);
        List<Candidate> found = new ArrayList<>();
        guests.stream()
                .sorted(
                        Comparator.comparingDouble(
                                guest -> -MigrationCost.size(guest.requirement())))
                .forEach(guest ->
                        search.letIn(guest.requirement())
                                .map(one -> new Candidate(List.of(guest), one))
                                .ifPresent(found::add));
        search.better().forEach(one -> found.add(new Candidate(List.of(), one)));
        return found;
    }

    /// Others are stopped there for somebody who has the room.
    private BitSet promised() {
        BitSet promised = new BitSet();
        for (NodeId node : snapshot.promises().values()) {
            int number = index.number(node);
            if (number >= 0) {
                promised.set(number);
            }
        }
        return promised;
    }
}
