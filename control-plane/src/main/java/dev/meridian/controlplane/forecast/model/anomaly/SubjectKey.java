package dev.meridian.controlplane.forecast.model.anomaly;

import org.jspecify.annotations.Nullable;

/// What shows an anomaly.
///
/// @param type `node`, or a scope of demand: `cluster`, `pool`, `project`, `service`
/// @param id a node's id, or the owner of a demand series
/// @param name for people
/// @param project whose it is; null: the whole installation's
public record SubjectKey(String type, String id, String name, @Nullable String project) {
    public static final String NODE = "node";

    public boolean isNode() {
        return type.equals(NODE);
    }
}
