package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.model.AgentLink;
import dev.meridian.controlplane.dispatch.store.PlacementReader;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.JobSignals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Tells the nodes that are connected to this replica what they should hold, as soon as that has
/// changed; many changes of one node are told once.
///
/// What this replica decides wakes it. What another one decides, or one that died over it, is found
/// by looking twice a second for orders that no agent has heard: it is told once, and again when
/// nobody obeys.
@Service
public class DesiredStatePush {
    private static final int AT_ONCE = 200;
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /// An agent answers an order within milliseconds.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DesiredStates states;
    private final PlacementReader reader;
    private final AgentLink link;
    private final Set<NodeId> waiting = ConcurrentHashMap.newKeySet();
    private final List<Runnable> onRequest = new CopyOnWriteArrayList<>();
    private final List<Runnable> onElsewhere = new CopyOnWriteArrayList<>();
    private final Map<NodeId, Told> told = new HashMap<>();
    private volatile Instant lookedAt = Instant.MIN;

    /// @param orders a digest of those that the node had not heard by then; 0: none were looked for
    private record Told(Instant at, long orders) {}

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

    /// What is to be done when nodes have orders that are not connected to this replica.
    public void onElsewhere(Runnable listener) {
        onElsewhere.add(listener);
    }

    /// The next round looks for what other replicas have decided, however lately it did.
    public void lookNow() {
        lookedAt = Instant.MIN;
    }

    public synchronized void runOnce(Instant now) {
        // first: who asks now is connected, and would else be taken for one that is away
        Set<NodeId> asked = new HashSet<>(waiting);
        Set<NodeId> connected = link.connected();
        told.keySet().retainAll(connected);
        Map<NodeId, Long> unheard = unheard(connected, now);
        waiting.removeAll(asked);
        asked.addAll(unheard.keySet());
        List<NodeId> nodes = new ArrayList<>(asked);
        // who is away is told when it connects
        if (nodes.retainAll(connected)) {
            onElsewhere.forEach(Runnable::run);
        }
        for (int from = 0; from < nodes.size(); from += AT_ONCE) {
            List<NodeId> part = nodes.subList(from, Math.min(from + AT_ONCE, nodes.size()));
            try {
                states.of(part).forEach(link::push);
            } catch (RuntimeException e) {
                waiting.addAll(nodes.subList(from, nodes.size()));
                throw e;
            }
            part.forEach(node -> told.put(node, new Told(now, unheard.getOrDefault(node, 0L))));
        }
    }

    /// Those that are to be told now, each with a digest of its orders.
    private Map<NodeId, Long> unheard(Set<NodeId> connected, Instant now) {
        if (connected.isEmpty() || !isOver(lookedAt, LOOK_EVERY, now)) {
            return Map.of();
        }
        lookedAt = now;
        Map<NodeId, Long> unheard = reader.unheardOrders();
        unheard.entrySet()
                .removeIf(each ->
                        !connected.contains(each.getKey())
                                || !isDue(told.get(each.getKey()), each.getValue(), now));
        return unheard;
    }

    private static boolean isDue(@Nullable Told last, long orders, Instant now) {
        return last == null
                || isOver(last.at(), last.orders() == orders ? PATIENCE : LOOK_EVERY, now);
    }

    /// Also where the clock was set back.
    private static boolean isOver(Instant since, Duration pause, Instant now) {
        return now.isBefore(since) || !now.minus(pause).isBefore(since);
    }
}
