package dev.meridian.controlplane.console.fleet;

/// How much of something there is, how much of it was given away, and how much new work can have:
/// what is free on nodes that take any.
record Share(double capacity, double allocated, double free) {
    static final Share NONE = new Share(0, 0, 0);

    Share plus(double has, double gave, boolean takesNewWork) {
        return new Share(
                capacity + has,
                allocated + gave,
                takesNewWork ? free + Math.max(0, has - gave) : free);
    }

    /// From 0 to 1; 0 where there is nothing.
    public double part() {
        return capacity == 0 ? 0 : Math.min(1, allocated / capacity);
    }
}
