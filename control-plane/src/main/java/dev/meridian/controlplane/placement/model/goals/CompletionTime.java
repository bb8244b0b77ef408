package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.Locale;

/// How long work takes where it is put: the hours that it is foretold to take on the reference
/// node, over the node's relative speed (T = W / C). Its wait is over when it is placed, and the
/// wait for its data is [TransferTime]'s. Services have no end, and so no such time.
public record CompletionTime() implements NodeCost {

    @Override
    public String name() {
        return "completion-time";
    }

    @Override
    public String sentence() {
        return "work ends soon: long runs go to fast nodes";
    }

    @Override
    public String unit() {
        return "hours";
    }

    @Override
    public double weight() {
        return 1;
    }

    @Override
    public double cost(Requirement requirement, Node node) {
        return requirement.stakes().hours() / node.relativeSpeed();
    }

    @Override
    public String explain(Requirement requirement, Node node) {
        return requirement.stakes().hours() == 0
                ? "no run time is foretold, or it is the same everywhere"
                : String.format(
                        Locale.ROOT,
                        "takes about %.1f hours here, at %s times the reference speed",
                        cost(requirement, node),
                        node.relativeSpeed());
    }
}
