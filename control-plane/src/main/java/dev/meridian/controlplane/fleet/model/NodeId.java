package dev.meridian.controlplane.fleet.model;

import java.util.UUID;

/// Names a node for as long as its certificate is renewed.
public record NodeId(UUID value) {

    /// @throws IllegalArgumentException when the text is no UUID
    public static NodeId of(String text) {
        return new NodeId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
