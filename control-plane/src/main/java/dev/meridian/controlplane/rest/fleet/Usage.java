package dev.meridian.controlplane.rest.fleet;

/// What hosts use by their own measurement.
///
/// @param cpu cores
record Usage(double cpu, double memoryMib) {
    static final Usage NOTHING = new Usage(0, 0);

    Usage plus(Usage other) {
        return new Usage(cpu + other.cpu, memoryMib + other.memoryMib);
    }
}
