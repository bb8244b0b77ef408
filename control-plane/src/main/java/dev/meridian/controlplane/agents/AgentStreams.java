package dev.meridian.controlplane.agents;

import dev.meridian.controlplane.dispatch.model.AgentLink;
import dev.meridian.controlplane.dispatch.model.DesiredState;
import dev.meridian.controlplane.dispatch.model.NeighbourLink;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.OpenStreams;
import dev.meridian.controlplane.replicas.model.ServedNodes;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The live streams: at most one for each node, and a newer one replaces the older.
@Component
class AgentStreams implements AgentLink, NeighbourLink, OpenStreams, ServedNodes {
    private final Map<NodeId, AgentStream> live = new ConcurrentHashMap<>();

    AgentStreams(MeterRegistry meters) {
        meters.gaugeMapSize("meridian.agent.streams", List.of(), live);
    }

    /// Of two streams of a node the one that was opened later lives, in whichever order they come
    /// here.
    void add(AgentStream stream) {
        AgentStream[] replaced = new AgentStream[1];
        live.compute(
                stream.node(),
                (_, there) -> {
                    boolean newer = there == null || !there.since().isAfter(stream.since());
                    replaced[0] = newer ? there : stream;
                    return newer ? stream : there;
                });
        if (replaced[0] != null) {
            replaced[0].close(
                    Status.ABORTED.withDescription("a newer stream of this node has taken over"));
        }
    }

    /// @return whether it was the node's live stream
    boolean remove(AgentStream stream) {
        return live.remove(stream.node(), stream);
    }

    boolean isLive(AgentStream stream) {
        return live.get(stream.node()) == stream;
    }

    @Override
    public Set<String> serials() {
        return live.values().stream()
                .map(stream -> stream.peer().serial())
                .collect(Collectors.toSet());
    }

    @Override
    public void close(Set<String> serials) {
        live.values().stream()
                .filter(stream -> serials.contains(stream.peer().serial()))
                .forEach(stream ->
                        stream.close(
                                Status.UNAUTHENTICATED.withDescription(
                                        "this certificate was revoked or has expired")));
    }

    @Override
    public void push(NodeId node, DesiredState desired) {
        AgentStream stream = live.get(node);
        if (stream != null) {
            stream.sendDesired(Wire.desired(desired));
        }
    }

    @Override
    public int count() {
        return live.size();
    }

    @Override
    public void introduce(NodeId node, List<Neighbour> peers) {
        AgentStream stream = live.get(node);
        if (stream != null) {
            stream.introduce(peers);
        }
    }

    @Override
    public Set<NodeId> connected() {
        return Set.copyOf(live.keySet());
    }
}
