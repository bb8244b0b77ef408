package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Taint;
import dev.meridian.controlplane.placement.model.Toleration;
import dev.meridian.controlplane.placement.model.Veto;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The job tolerates every taint of the node.
public record Taints() implements NodeRule {

    @Override
    public String name() {
        return "taints";
    }

    @Override
    public String sentence() {
        return "the job tolerates every taint of the node";
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
            if (!tolerated(requirement, taint)) {
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
                "does not tolerate the taint " + repelling.getFirst(),
                Map.of("taint", repelling.getFirst().toString()),
                repelling.size(),
                false);
    }

    @Override
    public String relaxed(Requirement requirement, NodeView view) {
        return "a toleration of "
                + repelling(requirement, view).stream().map(Taint::toString).collect(Collectors.joining(" and "));
    }

    private static List<Taint> repelling(Requirement requirement, NodeView view) {
        return view.node().taints().stream().filter(taint -> !tolerated(requirement, taint)).toList();
    }

    private static boolean tolerated(Requirement requirement, Taint taint) {
        for (Toleration toleration : requirement.tolerations()) {
            if (toleration.tolerates(taint)) {
                return true;
            }
        }
        return false;
    }
}
