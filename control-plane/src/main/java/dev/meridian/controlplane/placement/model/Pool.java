package dev.meridian.controlplane.placement.model;

/// A pool belongs to one cluster of one region.
public record Pool(String region, String cluster, String name) {
    private static final int PARTS = 3;

    public static Pool of(Node node) {
        return new Pool(node.region().name(), node.cluster(), node.pool());
    }

    /// @param path `region/cluster/pool`, as demand series name it
    /// @throws IllegalArgumentException for anything else
    public static Pool of(String path) {
        String[] parts = path.split("/", PARTS);
        if (parts.length < PARTS) {
            throw new IllegalArgumentException("no region/cluster/pool: " + path);
        }
        return new Pool(parts[0], parts[1], parts[2]);
    }
}
