package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.jobs.model.spec.AffinitySpec;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.ArrayList;
import java.util.List;

/// Wishes about labels, each by its weight: what is not met, or shunned and met, costs its weight
/// in hundredths.
public record AffinityMet() implements NodeCost {

    @Override
    public String name() {
        return "affinity";
    }

    @Override
    public String sentence() {
        return "the node has the labels that the job would like";
    }

    @Override
    public String unit() {
        return "wishes of weight 100";
    }

    @Override
    public double weight() {
        return 40;
    }

    @Override
    public double cost(Requirement requirement, Node node) {
        double cost = 0;
        for (AffinitySpec affinity : requirement.affinities()) {
            boolean holds = affinity.accepts(node.label(affinity.label()));
            if (holds == affinity.weight() < 0) {
                cost += Math.abs(affinity.weight()) / 100.0;
            }
        }
        return cost;
    }

    @Override
    public String explain(Requirement requirement, Node node) {
        if (requirement.affinities().isEmpty()) {
            return "the job has no wishes";
        }
        List<String> unmet = new ArrayList<>();
        for (AffinitySpec affinity : requirement.affinities()) {
            if (affinity.accepts(node.label(affinity.label())) == affinity.weight() < 0) {
                unmet.add((affinity.weight() < 0 ? "not " : "") + inWords(affinity));
            }
        }
        return unmet.isEmpty() ? "every wish is met" : "unmet: " + String.join(", ", unmet);
    }

    private static String inWords(AffinitySpec affinity) {
        return affinity.label() + " " + affinity.operator().word() + " " + affinity.value();
    }
}
