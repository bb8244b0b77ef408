package dev.meridian.controlplane.placement.solver;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintCollectors;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import dev.meridian.controlplane.placement.Scenario;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.goals.Goal;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.model.goals.GroupCost;
import dev.meridian.controlplane.placement.model.goals.GroupRule;
import dev.meridian.controlplane.placement.model.goals.GroupView;
import dev.meridian.controlplane.placement.model.goals.NodeBalance;
import dev.meridian.controlplane.placement.model.goals.NodeCost;
import dev.meridian.controlplane.placement.model.goals.NodeRule;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongBiFunction;
import java.util.stream.Stream;

/// The goals as constraint streams, a constraint for each, made of the goals' own functions: a
/// second way to the score that shares no arrays and no bookkeeping with [ArrayScore].
public final class GoalStreams implements ConstraintProvider {
    static final String WAITING = "waiting";

    /// Which goals there are. Their values come from the window's own.
    private static final Goals GOALS = Goals.of(new Scenario().snapshot());

    static List<Goal> goals() {
        return Stream.of(
                        GOALS.rules(),
                        GOALS.costs(),
                        GOALS.balances(),
                        GOALS.groupRules(),
                        GOALS.groupCosts())
                .<Goal>flatMap(List::stream)
                .toList();
    }

    @Override
    public Constraint[] defineConstraints(ConstraintFactory streams) {
        return Stream.concat(Stream.of(WAITING), goals().stream().map(Goal::name))
                .map(name -> constraint(name, streams))
                .toArray(Constraint[]::new);
    }

    Constraint constraint(String name, ConstraintFactory streams) {
        if (name.equals(WAITING)) {
            return streams.forEachIncludingUnassigned(Seating.class)
                    .filter(seating -> seating.slot() == null)
                    .penalize(HardMediumSoftScore.ONE_MEDIUM, Seating::weight)
                    .asConstraint(WAITING);
        }
        Goal goal = goals().stream().filter(one -> one.name().equals(name)).findAny().orElseThrow();
        return switch (goal) {
            case NodeRule rule when rule.fixed() ->
                    onItsNode(streams, name, HardMediumSoftScore.ONE_HARD, GoalStreams::refuses);
            case NodeRule _ ->
                    ofANode(
                            streams,
                            name,
                            HardMediumSoftScore.ONE_HARD,
                            (goals, view) -> named(goals.rules(), name).overflow(view));
            case NodeCost _ ->
                    onItsNode(
                            streams,
                            name,
                            HardMediumSoftScore.ONE_SOFT,
                            (window, seating, which) -> {
                                NodeCost cost = named(window.ground().goals().costs(), which);
                                return millipoints(
                                        cost.cost(seating.requirement(), node(window, seating)),
                                        window.ground().goals().weight(cost));
                            });
            case NodeBalance _ ->
                    ofANode(
                            streams,
                            name,
                            HardMediumSoftScore.ONE_SOFT,
                            (goals, view) -> {
                                NodeBalance balance = named(goals.balances(), name);
                                return millipoints(balance.potential(view), goals.weight(balance));
                            });
            case GroupRule _ ->
                    ofAGroup(
                            streams,
                            name,
                            HardMediumSoftScore.ONE_HARD,
                            (goals, group, view) -> {
                                GroupRule rule = named(goals.groupRules(), name);
                                return rule.applies(group) ? rule.violations(group, view) : 0;
                            });
            case GroupCost _ ->
                    ofAGroup(
                            streams,
                            name,
                            HardMediumSoftScore.ONE_SOFT,
                            (goals, group, view) -> {
                                GroupCost cost = named(goals.groupCosts(), name);
                                return cost.applies(group)
                                        ? millipoints(cost.cost(group, view), goals.weight(cost))
                                        : 0;
                            });
        };
    }

    private interface OnNode {
        long of(Window window, Seating seating, String goal);
    }

    private interface OfGroup {
        long of(Goals goals, PendingGroup group, GroupView view);
    }

    private static Constraint onItsNode(
            ConstraintFactory streams, String name, HardMediumSoftScore unit, OnNode value) {
        return streams.forEach(Seating.class)
                .join(Window.class)
                .penalize(unit, (seating, window) -> value.of(window, seating, name))
                .asConstraint(name);
    }

    /// One that must not be on its node counts once, for the first rule that refuses it.
    private static long refuses(Window window, Seating seating, String goal) {
        NodeView view = window.base().view(Slot.node(slot(seating)));
        return window.ground().goals().rules().stream()
                        .filter(NodeRule::fixed)
                        .filter(rule -> rule.missing(seating.requirement(), view) > 0)
                        .findFirst()
                        .filter(rule -> rule.name().equals(goal))
                        .isPresent()
                ? 1
                : 0;
    }

    /// Every node of the window counts, those with nothing of it too.
    private static Constraint ofANode(
            ConstraintFactory streams,
            String name,
            HardMediumSoftScore unit,
            ToLongBiFunction<Goals, NodeView> value) {
        return streams.forEach(Window.class)
                .flatten(window -> Arrays.stream(window.nodes()).boxed().toList())
                .map((window, _) -> window, (_, node) -> node, (_, _) -> List.<Seating>of())
                .concat(
                        streams.forEach(Seating.class)
                                .join(Window.class)
                                .map(
                                        (_, window) -> window,
                                        (seating, _) -> Slot.node(slot(seating)),
                                        (seating, _) -> List.of(seating)))
                .groupBy(
                        (window, _, _) -> window,
                        (_, node, _) -> node,
                        ConstraintCollectors.toList((_, _, seatings) -> seatings))
                .impact(
                        unit,
                        (window, node, seatings) ->
                                -value.applyAsLong(
                                        window.ground().goals(), view(window, node, seatings)))
                .asConstraint(name);
    }

    private static NodeView view(Window window, int node, List<List<Seating>> seatings) {
        FreeCapacity capacity = window.base().copy();
        seatings.stream()
                .flatMap(List::stream)
                .forEach(seating ->
                        capacity.take(node, seating.requirement(), Slot.devices(slot(seating))));
        return capacity.view(node);
    }

    /// What happens to one group of a gang concerns all of its groups, so they are looked at
    /// together.
    private static Constraint ofAGroup(
            ConstraintFactory streams, String name, HardMediumSoftScore unit, OfGroup value) {
        return streams.forEachIncludingUnassigned(Seating.class)
                .join(Window.class)
                .groupBy(
                        (_, window) -> window,
                        (seating, window) -> bond(window, seating.group()),
                        ConstraintCollectors.toList((seating, _) -> seating))
                .impact(unit, (window, _, seatings) -> -sum(window, seatings, value))
                .asConstraint(name);
    }

    private static int bond(Window window, int group) {
        return window.isGang(group) ? window.gangs()[group] : -1 - group;
    }

    private static long sum(Window window, List<Seating> seatings, OfGroup value) {
        List<Seating> placed = seatings.stream().filter(one -> one.slot() != null).toList();
        return seatings.stream()
                .map(Seating::group)
                .distinct()
                .mapToLong(number -> {
                    PendingGroup group = window.groups().get(number);
                    List<Node> before =
                            Arrays.stream(window.ground().before(group.id()))
                                    .mapToObj(window.base()::node)
                                    .toList();
                    List<Node> now =
                            placed.stream()
                                    .filter(one -> one.group() == number)
                                    .map(one -> node(window, one))
                                    .toList();
                    return value.of(
                            window.ground().goals(),
                            group,
                            new Members(before, now, placed.size()));
                })
                .sum();
    }

    private static <G extends Goal> G named(List<G> goals, String name) {
        return goals.stream().filter(goal -> goal.name().equals(name)).findAny().orElseThrow();
    }

    private static Node node(Window window, Seating seating) {
        return window.base().node(Slot.node(slot(seating)));
    }

    private static long slot(Seating seating) {
        return Objects.requireNonNull(seating.slot());
    }

    private static long millipoints(double value, double weight) {
        return Math.round(value * weight * 1000);
    }
}
