package dev.meridian.controlplane.rest.fleet;

import java.util.Map;
import java.util.TreeMap;

/// So much of everything.
///
/// @param cpu cores
/// @param accelerators devices by model; shares of one add up
record Amount(double cpu, long memoryMib, long diskMib, Map<String, Double> accelerators) {
    static final Amount NOTHING = new Amount(0, 0, 0, Map.of());

    Amount plus(Amount other) {
        if (other == NOTHING) {
            return this;
        }
        Map<String, Double> devices = new TreeMap<>(accelerators);
        other.accelerators.forEach((model, count) -> devices.merge(model, count, Double::sum));
        return new Amount(
                Math.round((cpu + other.cpu) * 1000) / 1000.0,
                memoryMib + other.memoryMib,
                diskMib + other.diskMib,
                devices);
    }
}
