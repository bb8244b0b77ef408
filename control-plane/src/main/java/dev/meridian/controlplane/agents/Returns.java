package dev.meridian.controlplane.agents;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.Jobs;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Tells the jobs of nodes that were silent and are greeted now, many at once.
@Component
class Returns {
    private static final Logger LOG = LoggerFactory.getLogger(Returns.class);
    private static final int MOST_WAITING = 100_000;
    private static final int MOST_AT_ONCE = 500;

    private final Jobs jobs;
    private final Clock clock;
    private final Gathering<NodeId> gathering =
            new Gathering<>("returns", MOST_WAITING, MOST_AT_ONCE, this::tell);

    Returns(Jobs jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /// Never blocks.
    void greeted(NodeId node) {
        gathering.offer(node);
    }

    private void tell(List<NodeId> nodes) {
        Set<NodeId> all = new HashSet<>(nodes);
        try {
            jobs.contactReturned(all, clock.instant());
        } catch (RuntimeException e) {
            if (all.size() == 1) {
                LOG.warn(
                        "the return of node {} cannot be stored: {}",
                        nodes.getFirst(),
                        e.getMessage());
            } else {
                // one of them may be what cannot be stored
                all.forEach(node -> tell(List.of(node)));
            }
        }
    }
}
