package dev.meridian.controlplane.placement.model;

import org.jspecify.annotations.Nullable;

/// @param value null: whatever the taint's value is
public record Toleration(String key, @Nullable String value) {

    public boolean tolerates(Taint taint) {
        return key.equals(taint.key()) && (value == null || value.equals(taint.value()));
    }
}
