package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.model.AgentLink;
import dev.meridian.controlplane.dispatch.store.PlacementReader;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.JobSignals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Service;

/// Tells nodes what they should hold, as soon as that has changed; many changes of one node are
/// told once.
///
/// A wish that is lost with this process does no harm: what agents have not obeyed is told again by
/// each round.
@Service
public class DesiredStatePush {
    private static final int AT_ONCE = 200;
    private static final Duration REMIND_EVERY = Duration.ofSeconds(10);

    /// An agent answers an order within milliseconds.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DesiredStates states;
    private final PlacementReader reader;
    private final AgentLink link;
    private final Set<NodeId> waiting = ConcurrentHashMap.newKeySet();
    private final List<Runnable> onRequest = new CopyOnWriteArrayList<>();
    private volatile Instant remindedAt = Instant.MIN;

    DesiredStatePush(
            DesiredStates states, PlacementReader reader, AgentLink link, JobSignals signals) {
        this.states = states;
        this.reader = reader;
        this.link = link;
        signals.onDesired(this::request);
    }

    /// The desired state of these nodes has changed. Returns at once.
    public void request(Collection<NodeId> nodes) {
        if (waiting.addAll(nodes)) {
            onRequest.forEach(Runnable::run);
        }
    }

    /// What wakes the loop that runs the rounds.
    public void onRequest(Runnable listener) {
        onRequest.add(listener);
    }

    public void runOnce(Instant now) {
        Set<NodeId> connected = link.connected();
        if (!remindedAt.isAfter(now.minus(REMIND_EVERY))) {
            remindedAt = now;
            waiting.addAll(reader.nodesWithUnheardOrders(now.minus(PATIENCE)));
        }
        List<NodeId> nodes = new ArrayList<>(waiting);
        nodes.forEach(waiting::remove);
        // who is away is told when it connects
        nodes.retainAll(connected);
        for (int from = 0; from < nodes.size(); from += AT_ONCE) {
            List<NodeId> part = nodes.subList(from, Math.min(from + AT_ONCE, nodes.size()));
            try {
                states.of(part).forEach(link::push);
            } catch (RuntimeException e) {
                waiting.addAll(nodes.subList(from, nodes.size()));
                throw e;
            }
        }
    }
}
