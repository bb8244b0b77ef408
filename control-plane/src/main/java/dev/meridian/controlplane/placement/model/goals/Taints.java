package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.fleet.model.Taint;
import dev.meridian.controlplane.jobs.model.spec.TolerationSpec;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Veto;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The job tolerates every taint of the node that forbids work.
public record Taints() implements NodeRule {

    @Override
    public String name() {
        return "taints";
    }

    @Override
    public String sentence() {
        return "the job tolerates every taint of the node that forbids work";
    }

    @Override
    public String unit() {
        return "taints";
    }

    @Override
    public boolean fixed() {
        return true;
    }

    @Override
    public long missing(Requirement requirement, NodeView view) {
        long repelled = 0;
        for (Taint taint : view.node().taints()) {
            if (repels(requirement, taint)) {
                repelled++;
            }
        }
        return repelled;
    }

    @Override
    public Veto veto(Requirement requirement, NodeView view) {
        List<Taint> repelling = repelling(requirement, view);
        return new Veto(
                PendingToken.NO_MATCHING_NODE,
                name(),
                "does not tolerate the taint " + inWords(repelling.getFirst()),
                Map.of("taint", inWords(repelling.getFirst())),
                repelling.size(),
                false);
    }

    @Override
    public String relaxed(Requirement requirement, NodeView view) {
        return "a toleration of "
                + repelling(requirement, view).stream()
                        .map(Taints::inWords)
                        .collect(Collectors.joining(" and "));
    }

    private static List<Taint> repelling(Requirement requirement, NodeView view) {
        return view.node().taints().stream().filter(taint -> repels(requirement, taint)).toList();
    }

    private static boolean repels(Requirement requirement, Taint taint) {
        return taint.effect() == Taint.Effect.NO_SCHEDULE && !tolerated(requirement, taint);
    }

    static String inWords(Taint taint) {
        return taint.value().isEmpty() ? taint.key() : taint.key() + "=" + taint.value();
    }

    static boolean tolerated(Requirement requirement, Taint taint) {
        for (TolerationSpec toleration : requirement.tolerations()) {
            if (toleration.tolerates(taint.key(), taint.value(), taint.effect().written())) {
                return true;
            }
        }
        return false;
    }
}
