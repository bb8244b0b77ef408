package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.model.DomainLevel;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.goals.GroupView;
import dev.meridian.controlplane.placement.model.goals.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where the instances of a group are, counted from lists.
record Members(List<Node> before, List<Node> now, int gangPlacedNow) implements GroupView {

    @Override
    public int placedNow() {
        return now.size();
    }

    @Override
    public int placedBefore() {
        return before.size();
    }

    @Override
    public Tally tally(DomainLevel level) {
        Map<String, Integer> counts = new HashMap<>();
        int strays = 0;
        for (List<Node> nodes : List.of(before, now)) {
            for (Node node : nodes) {
                String domain = level.of(node);
                if (domain == null) {
                    strays++;
                } else {
                    counts.merge(domain, 1, Integer::sum);
                }
            }
        }
        return new Tally(counts.values().stream().mapToInt(Integer::intValue).toArray(), strays);
    }
}
