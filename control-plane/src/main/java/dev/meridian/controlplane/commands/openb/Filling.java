package dev.meridian.controlplane.commands.openb;

import dev.meridian.controlplane.placement.model.Requirement;

/// How full the fleet's accelerators become while pods arrive.
final class Filling {
    private static final double PERCENT = 100;

    private final long capacity;
    private long asked;
    private long held;
    private long heldWhenAllAsked = -1;
    private int placements;

    Filling(Fleet fleet) {
        capacity = fleet.millis();
    }

    void arrived(Requirement pod) {
        if (heldWhenAllAsked < 0 && asked + pod.accelerators().totalMillis() > capacity) {
            heldWhenAllAsked = held;
        }
        asked += pod.accelerators().totalMillis();
    }

    void placed(Requirement pod) {
        held += pod.accelerators().totalMillis();
        placements++;
    }

    /// Off its node again.
    void taken(Requirement pod) {
        held -= pod.accelerators().totalMillis();
        placements--;
    }

    int placements() {
        return placements;
    }

    /// Percent of all thousandths that are held now.
    double share() {
        return PERCENT * held / capacity;
    }

    /// The same when the arrivals reached what the fleet has.
    double shareWhenAllAsked() {
        return PERCENT * (heldWhenAllAsked < 0 ? held : heldWhenAllAsked) / capacity;
    }
}
