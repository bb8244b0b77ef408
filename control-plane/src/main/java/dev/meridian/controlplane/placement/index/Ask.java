package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.model.goals.NodeBalance;

/// What a requirement takes of a node, laid out for the innermost loop.
///
/// @param count whole accelerators; 0 where a share is asked for
/// @param share thousandths of one accelerator; 0 where whole ones are asked for
/// @param others goals besides fragmentation whose value it changes
/// @param weights of these, in points
record Ask(
        Requirement requirement,
        AcceleratorNeed need,
        long cpu,
        long memory,
        long disk,
        int count,
        int share,
        NodeBalance[] others,
        double[] weights) {

    static Ask of(Requirement requirement, Goals goals) {
        AcceleratorNeed need = requirement.accelerators();
        NodeBalance[] others =
                goals.balances().stream()
                        .filter(goal -> goal != goals.fragmentation() && goal.concerns(requirement))
                        .toArray(NodeBalance[]::new);
        double[] weights = new double[others.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = goals.weight(others[i]);
        }
        return new Ask(
                requirement,
                need,
                requirement.amounts().cpu().value(),
                requirement.amounts().memory().value(),
                requirement.amounts().disk().value(),
                need.isWhole() ? need.count() : 0,
                need.isShare() ? need.millis() : 0,
                others,
                weights);
    }
}
