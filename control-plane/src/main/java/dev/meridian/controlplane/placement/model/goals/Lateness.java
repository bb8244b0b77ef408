package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How much of a run, begun now, is foretold to lie behind its job's deadline; all of it where that
/// has passed already, so that what is late still goes where it is done soonest.
public record Lateness() implements NodeCost {

    @Override
    public String name() {
        return "lateness";
    }

    @Override
    public String sentence() {
        return "work ends before its deadline";
    }

    @Override
    public String unit() {
        return "hours";
    }

    @Override
    public double weight() {
        return 40;
    }

    @Override
    public double cost(Requirement requirement, Node node) {
        Double slack = requirement.stakes().slack();
        return slack == null ? 0 : Math.max(0, run(requirement, node) - Math.max(0, slack));
    }

    private static double run(Requirement requirement, Node node) {
        return requirement.stakes().hours() / node.relativeSpeed();
    }

    @Override
    public String explain(Requirement requirement, Node node) {
        @Nullable Double slack = requirement.stakes().slack();
        if (slack == null) {
            return "the job has no deadline";
        }
        if (requirement.stakes().hours() == 0) {
            return String.format(
                    Locale.ROOT, "%.1f hours to its deadline; no run time is foretold", slack);
        }
        double spare = slack - run(requirement, node);
        return String.format(
                Locale.ROOT,
                "is foretold to end %.1f hours %s its deadline",
                Math.abs(spare),
                spare < 0 ? "after" : "before");
    }
}
