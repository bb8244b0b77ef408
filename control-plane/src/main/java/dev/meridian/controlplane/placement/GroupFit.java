package dev.meridian.controlplane.placement;

import static java.util.Objects.requireNonNull;

import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.model.DomainLevel;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Spread;
import java.util.HashMap;
import java.util.Map;

/// How many instances of a group could be placed at once: now, and if nothing else ran.
///
/// @param now on what is free
/// @param ever on nodes with nothing on them
/// @param wanted that must be placed at once, or are pending
record GroupFit(int now, int ever, int wanted) {

    /// Some could be placed at once if nothing else ran, but not as many as must be.
    boolean neverHoldsAll() {
        return ever > 0 && ever < wanted;
    }

    static GroupFit of(PendingGroup group, FleetIndex index, FreeCapacity empty) {
        int wanted =
                group.gang() == null
                        ? group.allocations().size()
                        : Math.max(1, group.minCount() - index.before(group.id()).length);
        wanted = Math.min(wanted, group.allocations().size());
        return new GroupFit(
                fitting(group, index, index.capacity().copy(), wanted),
                fitting(group, index, empty.copy(), wanted),
                wanted);
    }

    /// Fills each node as far as it goes, within each domain as far as the spread allows.
    private static int fitting(
            PendingGroup group, FleetIndex index, FreeCapacity capacity, int wanted) {
        Requirement requirement = group.allocations().getFirst().requirement();
        Map<Integer, Integer> byDomain = new HashMap<>();
        DomainLevel level = group.required();
        int all = 0;
        Map<Spread, Map<Integer, Integer>> used = new HashMap<>();
        for (int node = 0; node < capacity.size() && (level != null || all < wanted); node++) {
            if (!index.goals().suits(requirement, capacity.view(node))) {
                continue;
            }
            int here = 0;
            while (here < wanted
                    && index.goals().hasRoom(requirement, capacity.view(node))
                    && mayAdd(group, index, node, used)) {
                int devices = capacity.devicesFor(node, requirement.accelerators());
                capacity.take(node, requirement, devices);
                here++;
            }
            all += here;
            if (level != null) {
                byDomain.merge(index.domains(level).of(node), here, Integer::sum);
            }
        }
        int most =
                level == null
                        ? all
                        : byDomain.entrySet().stream()
                                .filter(domain -> domain.getKey() >= 0)
                                .mapToInt(Map.Entry::getValue)
                                .max()
                                .orElse(0);
        return Math.min(wanted, most);
    }

    private static boolean mayAdd(
            PendingGroup group,
            FleetIndex index,
            int node,
            Map<Spread, Map<Integer, Integer>> used) {
        for (Spread spread : group.spreads()) {
            int domain = index.domains(spread.by()).of(node);
            int count = used.computeIfAbsent(spread, _ -> new HashMap<>()).getOrDefault(domain, 0);
            if (domain < 0 || (spread.maxPerDomain() > 0 && count >= spread.maxPerDomain())) {
                return false;
            }
        }
        for (Spread spread : group.spreads()) {
            requireNonNull(used.get(spread))
                    .merge(index.domains(spread.by()).of(node), 1, Integer::sum);
        }
        return true;
    }
}
