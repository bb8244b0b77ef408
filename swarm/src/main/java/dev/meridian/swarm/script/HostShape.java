package dev.meridian.swarm.script;

import java.util.Objects;

/// What each host of the fleet has; what the script leaves out has a default.
///
/// @param accelerators how many of that model
public record HostShape(
        Integer cores,
        Integer memoryGib,
        String acceleratorModel,
        Integer accelerators,
        Integer acceleratorMemoryGib) {
    static final HostShape PLAIN = new HostShape(16, 64, "H100", 0, 80);

    public HostShape {
        cores = Objects.requireNonNullElse(cores, 16);
        memoryGib = Objects.requireNonNullElse(memoryGib, 64);
        acceleratorModel = Objects.requireNonNullElse(acceleratorModel, "H100");
        accelerators = Objects.requireNonNullElse(accelerators, 0);
        acceleratorMemoryGib = Objects.requireNonNullElse(acceleratorMemoryGib, 80);
    }
}
