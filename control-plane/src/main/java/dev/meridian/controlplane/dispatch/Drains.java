package dev.meridian.controlplane.dispatch;

import static java.util.stream.Collectors.groupingBy;

import dev.meridian.controlplane.dispatch.model.DrainWait;
import dev.meridian.controlplane.dispatch.store.DrainWaits;
import dev.meridian.controlplane.fleet.model.NodeId;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/// How far the emptying of nodes is.
@Service
public class Drains {
    private final DrainWaits waits;

    Drains(DrainWaits waits) {
        this.waits = waits;
    }

    /// Why work is still there, by node.
    ///
    /// @param most of each node
    public Map<NodeId, List<DrainWait>> waiting(int most) {
        return waits.first(most).stream().collect(groupingBy(DrainWait::node));
    }
}
