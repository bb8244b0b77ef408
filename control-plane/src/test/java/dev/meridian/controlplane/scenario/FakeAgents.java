package dev.meridian.controlplane.scenario;

import dev.meridian.controlplane.dispatch.model.AgentLink;
import dev.meridian.controlplane.dispatch.model.Assignment;
import dev.meridian.controlplane.dispatch.model.DesiredState;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The agents' side of the link: remembers what each node was told to hold.
final class FakeAgents implements AgentLink {
    private final Map<NodeId, DesiredState> told = new ConcurrentHashMap<>();
    private final Set<NodeId> connected = ConcurrentHashMap.newKeySet();

    void connect(NodeId node) {
        connected.add(node);
    }

    /// It hears nothing more.
    void cut(NodeId node) {
        connected.remove(node);
    }

    /// All that were ever told something.
    Set<NodeId> all() {
        return Set.copyOf(told.keySet());
    }

    void forgetAll() {
        told.clear();
        connected.clear();
    }

    List<Assignment> heldBy(NodeId node) {
        return Optional.ofNullable(told.get(node)).map(DesiredState::assignments).orElse(List.of());
    }

    Optional<Assignment> assignment(NodeId node, AllocationId allocation) {
        return heldBy(node).stream().filter(one -> one.allocation().equals(allocation)).findFirst();
    }

    @Override
    public void push(NodeId node, DesiredState desired) {
        if (connected.contains(node)) {
            told.merge(node, desired, (old, next) -> next.revision() > old.revision() ? next : old);
        }
    }

    @Override
    public Set<NodeId> connected() {
        return Set.copyOf(connected);
    }
}
