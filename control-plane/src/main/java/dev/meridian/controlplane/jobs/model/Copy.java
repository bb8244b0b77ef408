package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;

/// One placement of an allocation: the node, and the epoch that fences all earlier ones.
public record Copy(NodeId node, int epoch) {
    public Copy {
        if (epoch < 1) {
            throw new IllegalArgumentException(
                    "a placement has an epoch of 1 or more, not " + epoch);
        }
    }
}
