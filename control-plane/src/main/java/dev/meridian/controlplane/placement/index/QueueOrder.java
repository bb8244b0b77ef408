package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.PendingGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who is served first: the more important priority class, then who has waited longer. Groups of
/// one gang stay together.
final class QueueOrder {
    private static final Comparator<PendingGroup> ORDER =
            Comparator.comparingInt(PendingGroup::priority)
                    .reversed()
                    .thenComparing(PendingGroup::submittedAt)
                    .thenComparing(group -> group.job().value());

    private record Gang(Object job, Object name) {}

    private QueueOrder() {}

    /// Units that are placed as one: each group by itself, or the groups of one gang.
    static Collection<List<PendingGroup>> units(List<PendingGroup> groups) {
        Map<Gang, List<PendingGroup>> units = new LinkedHashMap<>();
        groups.stream()
                .sorted(ORDER)
                .forEach(group -> {
                    Object name = group.gang() == null ? group.id() : group.gang();
                    units.computeIfAbsent(new Gang(group.job(), name), _ -> new ArrayList<>())
                            .add(group);
                });
        return units.values();
    }
}
