package dev.meridian.controlplane.replicas;

import dev.meridian.controlplane.replicas.store.Notices;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Service;

/// Calls the other replicas to look at the tables now, and not only when they would by themselves.
/// Many calls of one moment are one; a call that is lost costs the time until the next look.
@Service
public class Bell {

    /// What to look at.
    public enum Sound {
        /// Something may be placed.
        WORK,
        /// Nodes that are connected elsewhere have orders.
        ORDERS
    }

    private final Notices notices;
    private final Presence presence;
    private final Set<Sound> pending = ConcurrentHashMap.newKeySet();
    private final Map<Sound, Runnable> listeners = new ConcurrentHashMap<>();
    private final List<Runnable> onRing = new CopyOnWriteArrayList<>();

    Bell(Notices notices, Presence presence) {
        this.notices = notices;
        this.presence = presence;
    }

    /// Returns at once, and does nothing where there is no other replica.
    public void ring(Sound sound) {
        if (!presence.isAlone() && pending.add(sound)) {
            onRing.forEach(Runnable::run);
        }
    }

    /// What wakes the loop that runs the rounds.
    public void onRing(Runnable listener) {
        onRing.add(listener);
    }

    /// What is to be done when another replica has called. Must return at once.
    public void heard(Sound sound, Runnable listener) {
        listeners.put(sound, listener);
    }

    public void runOnce(Instant now) {
        Set<String> words = new HashSet<>();
        pending.removeIf(sound -> words.add(sound.name()));
        Set<String> called = Set.copyOf(notices.exchange(words));
        listeners.forEach((sound, listener) -> {
            if (called.contains(sound.name())) {
                listener.run();
            }
        });
    }
}
