package dev.meridian.controlplane.placement.claims;

import java.util.Map;

/// Where room was reserved by the plan before: it stays there, or who waits would never get it.
/// Forgotten when a process ends.
public final class Reserved {
    private volatile Promises last = new Promises(Map.of());

    Promises last() {
        return last;
    }

    void remember(Promises now) {
        last = now;
    }
}
