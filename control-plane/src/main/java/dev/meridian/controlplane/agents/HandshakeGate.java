package dev.meridian.controlplane.agents;

import dev.meridian.controlplane.dispatch.model.Doorstep;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Bounds how many TLS handshakes are under way, the rest in the order of their coming.
///
/// Without it thousands that come at once are all served at the same pace and all late, give up
/// together, and pay for another handshake: nobody ever gets in. With it some are in after
/// milliseconds, and whoever gave up while it waited cost nothing.
@Component
final class HandshakeGate implements Doorstep {
    private final int places;
    private final Set<Caller> inside = new HashSet<>();
    private final Set<Caller> waiting = new LinkedHashSet<>();

    @Autowired
    HandshakeGate(AgentSettings settings, MeterRegistry meters) {
        this(settings.handshakes());
        meters.gauge("meridian.agent.handshakes.waiting", this, HandshakeGate::waiting);
    }

    /// @param places handshakes at once
    HandshakeGate(int places) {
        this.places = places;
    }

    /// Who wants to shake hands.
    @FunctionalInterface
    interface Caller {
        /// It may now; on any thread.
        void enter();
    }

    void come(Caller caller) {
        synchronized (this) {
            if (inside.size() >= places) {
                waiting.add(caller);
                return;
            }
            inside.add(caller);
        }
        caller.enter();
    }

    /// It is done, has taken its time, or is gone; said twice it counts once.
    void leave(Caller caller) {
        Caller next = successor(caller);
        if (next != null) {
            next.enter();
        }
    }

    private synchronized @Nullable Caller successor(Caller caller) {
        waiting.remove(caller);
        if (!inside.remove(caller) || waiting.isEmpty()) {
            return null;
        }
        Caller next = waiting.iterator().next();
        waiting.remove(next);
        inside.add(next);
        return next;
    }

    @Override
    public synchronized int waiting() {
        return waiting.size();
    }
}
