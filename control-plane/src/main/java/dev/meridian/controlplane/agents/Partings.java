package dev.meridian.controlplane.agents;

import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.NodeId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Stores that streams have ended, many at once: where thousands end together, their agents are
/// already at the door again, and that is more urgent.
@Component
class Partings {
    private static final Logger LOG = LoggerFactory.getLogger(Partings.class);
    private static final int MOST_WAITING = 100_000;
    private static final int MOST_AT_ONCE = 1_000;

    private final Fleet fleet;
    private final Gathering<AgentStream> gathering =
            new Gathering<>("partings", MOST_WAITING, MOST_AT_ONCE, this::store);

    Partings(Fleet fleet) {
        this.fleet = fleet;
    }

    /// Never blocks. What cannot be stored is not: silence tells as much.
    void ended(AgentStream stream) {
        gathering.offer(stream);
    }

    private void store(List<AgentStream> ended) {
        Map<NodeId, Instant> latest = new HashMap<>();
        ended.forEach(stream ->
                latest.merge(
                        stream.node(),
                        stream.since(),
                        (one, other) -> one.isAfter(other) ? one : other));
        try {
            fleet.disconnected(latest);
        } catch (RuntimeException e) {
            LOG.warn(
                    "that streams of {} nodes ended cannot be stored: {}",
                    latest.size(),
                    e.getMessage());
        }
    }
}
