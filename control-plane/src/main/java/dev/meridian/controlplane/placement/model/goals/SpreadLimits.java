package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Spread;
import java.util.stream.Collectors;

/// No domain holds more instances than allowed, and enough domains are used. While instances still
/// wait, domains that they could open do not count as lacking.
public record SpreadLimits() implements GroupRule {

    @Override
    public String name() {
        return "spread";
    }

    @Override
    public String sentence() {
        return "the instances of the group are spread over enough domains, with not too many in one";
    }

    @Override
    public String unit() {
        return "instances";
    }

    @Override
    public boolean applies(PendingGroup group) {
        return !group.spreads().isEmpty();
    }

    @Override
    public long violations(PendingGroup group, GroupView view) {
        int waiting = group.allocations().size() - view.placedNow();
        int all = group.allocations().size() + view.placedBefore();
        long violations = 0;
        for (Spread spread : group.spreads()) {
            violations += excess(spread, view.tally(spread.by()), waiting, all);
        }
        return violations;
    }

    /// Instances against one spread.
    ///
    /// @param waiting instances that have no place yet
    /// @param all with and without a place
    public static long excess(Spread spread, Tally tally, int waiting, int all) {
        long excess = tally.strays();
        if (spread.maxPerDomain() > 0) {
            for (int count : tally.counts()) {
                excess += Math.max(0, count - spread.maxPerDomain());
            }
        }
        return excess + Math.max(0, Math.min(spread.minDomains(), all) - tally.domains() - waiting);
    }

    @Override
    public PendingToken token() {
        return PendingToken.TOPOLOGY_CANNOT_FIT;
    }

    @Override
    public String demand(PendingGroup group) {
        return group.spreads().stream()
                .map(spread ->
                        (spread.minDomains() > 0
                                        ? "at least " + spread.minDomains() + " different "
                                        : "")
                                + spread.by()
                                + (spread.maxPerDomain() > 0
                                        ? ", at most " + spread.maxPerDomain() + " in one"
                                        : ""))
                .collect(Collectors.joining("; ", "spread by ", ""));
    }
}
