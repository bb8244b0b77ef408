package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.model.CountedVeto;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.WouldFit;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.model.goals.NodeRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which nodes refuse a requirement, for what, and which would take it if one thing were asked for
/// less.
///
/// What a node lacks of room counts only where the node suits at all: "4 of 8 are free" helps
/// nobody on a node that may not be used.
final class Refusals {
    private final List<CountedVeto> vetoes;
    private final List<WouldFit> wouldFit;
    private final int fitting;

    private Refusals(List<CountedVeto> vetoes, List<WouldFit> wouldFit, int fitting) {
        this.vetoes = List.copyOf(vetoes);
        this.wouldFit = List.copyOf(wouldFit);
        this.fitting = fitting;
    }

    /// The commonest first.
    List<CountedVeto> vetoes() {
        return vetoes;
    }

    List<WouldFit> wouldFit() {
        return wouldFit;
    }

    /// Nodes that could take it.
    int fitting() {
        return fitting;
    }

    /// One rule's verdicts over nodes, of which the nearest to fit is kept.
    private static final class Pile {
        private final NodeRule rule;
        private int nodes;
        private long least = Long.MAX_VALUE;
        private int atLeast;
        private @Nullable NodeView nearest;

        Pile(NodeRule rule) {
            this.rule = rule;
        }

        void add(NodeView view, long missing) {
            nodes++;
            if (missing < least) {
                least = missing;
                nearest = view;
                atLeast = 0;
            }
            if (missing == least) {
                atLeast++;
            }
        }
    }

    private record Key(String goal, boolean waitingHelps) {}

    static Refusals of(
            Requirement requirement, FreeCapacity capacity, FreeCapacity empty, Goals goals) {
        Map<Key, Pile> refused = new HashMap<>();
        Map<String, Pile> alone = new HashMap<>();
        int fitting = 0;
        List<NodeRule> fixed = goals.rules().stream().filter(NodeRule::fixed).toList();
        List<NodeRule> room = goals.rules().stream().filter(rule -> !rule.fixed()).toList();
        for (int node = 0; node < capacity.size(); node++) {
            NodeView view = capacity.view(node);
            List<NodeRule> failed = failed(fixed, requirement, view);
            if (failed.isEmpty()) {
                failed = failed(room, requirement, view);
            }
            for (NodeRule rule : failed) {
                boolean small = !rule.fixed() && rule.missing(requirement, empty.view(node)) > 0;
                refused.computeIfAbsent(new Key(rule.name(), !small), _ -> new Pile(rule))
                        .add(view, rule.missing(requirement, view));
            }
            if (failed.isEmpty()) {
                fitting++;
            } else if (failed.size() == 1) {
                NodeRule only = failed.getFirst();
                boolean restFits = !only.fixed() || goals.hasRoom(requirement, view);
                if (restFits) {
                    String key = only.fixed() ? only.relaxed(requirement, view) : only.name();
                    alone.computeIfAbsent(key, _ -> new Pile(only))
                            .add(view, only.missing(requirement, view));
                }
            }
        }
        return new Refusals(
                counted(refused, requirement), relaxations(alone, requirement), fitting);
    }

    private static List<NodeRule> failed(
            List<NodeRule> rules, Requirement requirement, NodeView view) {
        List<NodeRule> failed = List.of();
        for (NodeRule rule : rules) {
            if (rule.missing(requirement, view) > 0) {
                failed = failed.isEmpty() ? new ArrayList<>(2) : failed;
                failed.add(rule);
            }
        }
        return failed;
    }

    private static List<CountedVeto> counted(Map<Key, Pile> refused, Requirement requirement) {
        List<CountedVeto> counted = new ArrayList<>();
        for (Pile pile : refused.values()) {
            if (pile.nearest != null) {
                counted.add(new CountedVeto(pile.rule.veto(requirement, pile.nearest), pile.nodes));
            }
        }
        counted.sort(
                Comparator.comparingInt(CountedVeto::nodes)
                        .reversed()
                        .thenComparing(one -> one.veto().goal())
                        .thenComparing(one -> one.veto().waitingHelps()));
        return counted;
    }

    /// Of room: the smallest change that lets a node in, and how many it lets in.
    private static List<WouldFit> relaxations(Map<String, Pile> alone, Requirement requirement) {
        List<WouldFit> relaxations = new ArrayList<>();
        for (Pile pile : alone.values()) {
            if (pile.nearest != null) {
                relaxations.add(
                        new WouldFit(
                                pile.rule.relaxed(requirement, pile.nearest),
                                pile.rule.fixed() ? pile.nodes : pile.atLeast));
            }
        }
        relaxations.sort(
                Comparator.comparingInt(WouldFit::nodes)
                        .reversed()
                        .thenComparing(WouldFit::change));
        return relaxations;
    }
}
