package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// Who takes room takes it in turn, so that none is given twice in one process: plans, and what
/// moves what runs. The turn carries the promises from one to the next.
@Component
class PlanTurn {
    private Map<AllocationId, NodeId> promises = Map.of();

    /// @param work is handed the promises, and answers which stand now; where it fails they stay
    synchronized void take(UnaryOperator<Map<AllocationId, NodeId>> work) {
        promises = Map.copyOf(work.apply(promises));
    }

    /// One more promise beside others.
    static Map<AllocationId, NodeId> with(
            Map<AllocationId, NodeId> promises, AllocationId one, NodeId node) {
        Map<AllocationId, NodeId> more = new HashMap<>(promises);
        more.put(one, node);
        return more;
    }

    synchronized Map<AllocationId, NodeId> promises() {
        return promises;
    }
}
