package dev.meridian.controlplane.agents;

import dev.meridian.controlplane.fleet.model.NodeId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who waits for a greeting: whoever holds work goes before whoever holds none, and within these
/// who came first. Of one node only its newest stream waits. Not for several threads.
final class WaitingRoom {
    private final int seats;
    private final LinkedHashMap<NodeId, Guest> working = new LinkedHashMap<>();
    private final LinkedHashMap<NodeId, Guest> others = new LinkedHashMap<>();

    /// @param seats for those without work; the others may always wait
    WaitingRoom(int seats) {
        this.seats = seats;
    }

    /// @return whether there is room for it
    boolean take(Guest guest) {
        if (!guest.working() && others.size() >= seats) {
            return false;
        }
        (guest.working() ? working : others).put(guest.stream().node(), guest);
        return true;
    }

    /// The one whose turn it is, who waits no longer; null: nobody waits.
    @Nullable Guest next() {
        Map.Entry<NodeId, Guest> first = working.pollFirstEntry();
        if (first == null) {
            first = others.pollFirstEntry();
        }
        return first == null ? null : first.getValue();
    }

    /// @return the one that waited for this node; null: none did
    @Nullable Guest remove(NodeId node) {
        Guest found = working.remove(node);
        return found == null ? others.remove(node) : found;
    }

    /// @return whether it waited until now
    boolean remove(Guest guest) {
        NodeId node = guest.stream().node();
        return working.remove(node, guest) || others.remove(node, guest);
    }

    int size() {
        return working.size() + others.size();
    }

    int working() {
        return working.size();
    }
}
