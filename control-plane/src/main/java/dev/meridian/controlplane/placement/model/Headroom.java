package dev.meridian.controlplane.placement.model;

/// What of a pool is kept free for services that are foretold to grow there.
///
/// @param accelerators of all models
/// @param cores of CPU
public record Headroom(double accelerators, double cores) {
    public static final Headroom NONE = new Headroom(0, 0);

    public Headroom {
        if (!(accelerators >= 0 && cores >= 0)) {
            throw new IllegalArgumentException("headroom is not negative");
        }
    }

    public Headroom plus(Headroom more) {
        return new Headroom(accelerators + more.accelerators, cores + more.cores);
    }
}
