package dev.meridian.agent.probe;

import dev.meridian.agent.protocol.Capacity;

/// `--capacity=cpu=8,memory=32Gi[,disk=100Gi][,network=10000]`: replaces what was found, and is
/// marked as declared.
public final class DeclaredCapacity {
    private DeclaredCapacity() {}

    /// @throws IllegalArgumentException with a sentence for people
    public static Capacity over(Capacity found, String text) {
        if (text.isBlank()) return found;
        Capacity.Builder capacity = found.toBuilder().setDeclared(true);
        for (String part : text.split(",")) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length != 2) {
                throw new IllegalArgumentException(
                        "--capacity reads cpu=8,memory=32Gi, not \"" + part + "\"");
            }
            switch (pair[0]) {
                case "cpu" -> capacity.setCpuMillis(Quantity.cpuMillis(pair[1]));
                case "memory" -> capacity.setMemoryMib(Quantity.mib(pair[1]));
                case "disk" -> capacity.setDiskMib(Quantity.mib(pair[1]));
                case "network" -> capacity.setNetworkMbps(Long.parseLong(pair[1]));
                default ->
                        throw new IllegalArgumentException(
                                "--capacity knows cpu, memory, disk and network, not \""
                                        + pair[0]
                                        + "\"");
            }
        }
        return capacity.build();
    }
}
