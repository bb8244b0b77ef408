package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.goals.Urgency;
import dev.meridian.controlplane.placement.model.queues.Unit;
import dev.meridian.controlplane.placement.order.Precedence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What waits, cut into what is placed in one turn. Groups of one gang stay together.
public final class QueueOrder {
    private static final double SECONDS_OF_HOUR = 3600;
    private static final Comparator<PendingGroup> ORDER =
            Comparator.comparingInt(PendingGroup::priority)
                    .reversed()
                    .thenComparing(PendingGroup::submittedAt)
                    .thenComparing(group -> group.job().value());

    private record Gang(Object job, Object name) {}

    private final List<PendingGroup> groups = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();
    private final List<Unit> units = new ArrayList<>();
    private final Instant now;
    private final double ageing;

    /// What has its turn together, and when it is due.
    private record Due(List<PendingGroup> together, double at) {
        /// Sorting keeps the order of those that are alike in both.
        static final Comparator<Due> ORDER =
                Comparator.<Due>comparingInt(due -> due.together().getFirst().priority())
                        .reversed()
                        .thenComparingDouble(Due::at);
    }

    /// @param ageing what priority grows by in an hour
    QueueOrder(List<PendingGroup> waiting, Instant now, double ageing, Precedence precedence) {
        this.now = now;
        this.ageing = ageing;
        due(waiting, precedence).forEach(this::cut);
    }

    /// What waits, by priority, then by when it is due; gangs in one piece.
    public static List<PendingGroup> sorted(List<PendingGroup> waiting, Precedence precedence) {
        return due(waiting, precedence).flatMap(due -> due.together().stream()).toList();
    }

    private static Stream<Due> due(List<PendingGroup> waiting, Precedence precedence) {
        Map<Gang, List<PendingGroup>> gangs = new LinkedHashMap<>();
        waiting.stream()
                .sorted(ORDER)
                .forEach(group -> {
                    Object name = group.gang() == null ? group.id() : group.gang();
                    gangs.computeIfAbsent(new Gang(group.job(), name), _ -> new ArrayList<>())
                            .add(group);
                });
        return gangs.values().stream()
                .map(together ->
                        new Due(
                                together,
                                Urgency.due(together.getFirst(), precedence.due(together))))
                .sorted(Due.ORDER);
    }

    /// By priority, then by when they are due; gangs in one piece.
    List<PendingGroup> groups() {
        return groups;
    }

    List<Unit> units() {
        return units;
    }

    List<Turn> turns() {
        return turns;
    }

    Turn turn(Unit unit) {
        return turns.get(unit.number());
    }

    private void cut(Due due) {
        List<PendingGroup> together = due.together();
        Turn whole = new Turn(together, groups.size(), 0);
        if (whole.isBound()) {
            add(whole, due.at());
        } else {
            for (int i = 0; i < whole.first().allocations().size(); i++) {
                add(new Turn(together, groups.size(), i), due.at());
            }
        }
        groups.addAll(together);
    }

    private void add(Turn turn, double due) {
        PendingGroup first = turn.first();
        double hours =
                Math.max(0, Duration.between(first.submittedAt(), now).toSeconds())
                        / SECONDS_OF_HOUR;
        units.add(
                new Unit(
                        turns.size(),
                        first.queueId(),
                        turn.goods(),
                        first.preemptible(),
                        first.priority() + ageing * hours,
                        due,
                        first.submittedAt()));
        turns.add(turn);
    }
}
