package dev.meridian.controlplane.agents;

import dev.meridian.agent.protocol.ControlMessage;
import dev.meridian.controlplane.dispatch.model.NeighbourLink;
import dev.meridian.controlplane.fleet.model.NodeId;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The sending half of one node's stream. Any thread may hand it messages and none waits for the
/// wire: they queue here while it is full. Renewals go first; of desired states only the newest is
/// kept.
final class AgentStream {
    /// An agent that leaves so much unread does not read at all.
    private static final int MOST_WAITING = 50_000;

    private final Peer peer;
    private final Instant since;
    private final ServerCallStreamObserver<ControlMessage> wire;
    private final ReentrantLock sending = new ReentrantLock();
    private final ArrayDeque<ControlMessage> first = new ArrayDeque<>();
    private final ArrayDeque<ControlMessage> others = new ArrayDeque<>();
    private @Nullable ControlMessage desired;
    private List<NeighbourLink.Neighbour> neighbours = List.of();
    private boolean closed;

    AgentStream(Peer peer, Instant since, ServerCallStreamObserver<ControlMessage> wire) {
        this.peer = peer;
        this.since = since;
        this.wire = wire;
    }

    Peer peer() {
        return peer;
    }

    NodeId node() {
        return peer.node();
    }

    Instant since() {
        return since;
    }

    /// Goes before all that waits.
    void sendFirst(ControlMessage message) {
        enqueue(() -> first.add(message));
    }

    void send(ControlMessage message) {
        enqueue(() -> others.add(message));
    }

    /// Replaces an older desired state that has not gone out yet.
    void sendDesired(ControlMessage state) {
        enqueue(() -> {
            if (desired == null
                    || desired.getDesired().getRevision() < state.getDesired().getRevision()) {
                desired = state;
            }
        });
    }

    /// Names its peers, unless they are those that it was told of last.
    void introduce(List<NeighbourLink.Neighbour> peers) {
        enqueue(() -> {
            if (!peers.equals(neighbours)) {
                neighbours = List.copyOf(peers);
                others.add(Wire.neighbours(peers));
            }
        });
    }

    /// The wire has room again.
    void ready() {
        enqueue(() -> {});
    }

    /// Ends the stream; the agent connects again unless the status tells it why it should not.
    void close(Status status) {
        sending.lock();
        try {
            if (!closed) {
                closed = true;
                if (!wire.isCancelled()) {
                    wire.onError(status.asRuntimeException());
                }
            }
        } finally {
            sending.unlock();
        }
    }

    /// The agent has ended its half.
    void complete() {
        sending.lock();
        try {
            if (!closed) {
                closed = true;
                if (!wire.isCancelled()) {
                    wire.onCompleted();
                }
            }
        } finally {
            sending.unlock();
        }
    }

    private void enqueue(Runnable change) {
        boolean tooMuch;
        sending.lock();
        try {
            if (closed || wire.isCancelled()) {
                return;
            }
            change.run();
            for (ControlMessage next = next(); next != null; next = next()) {
                wire.onNext(next);
            }
            tooMuch = first.size() + others.size() > MOST_WAITING;
        } finally {
            sending.unlock();
        }
        if (tooMuch) {
            close(
                    Status.RESOURCE_EXHAUSTED.withDescription(
                            "the agent does not read what it is sent"));
        }
    }

    private @Nullable ControlMessage next() {
        if (!wire.isReady()) {
            return null;
        }
        if (!first.isEmpty()) {
            return first.poll();
        }
        if (desired != null) {
            ControlMessage state = desired;
            desired = null;
            return state;
        }
        return others.poll();
    }
}
