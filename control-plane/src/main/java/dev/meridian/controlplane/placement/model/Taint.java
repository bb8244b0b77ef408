package dev.meridian.controlplane.placement.model;

/// A node repels what does not tolerate its taints.
public record Taint(String key, String value) {

    @Override
    public String toString() {
        return value.isEmpty() ? key : key + "=" + value;
    }
}
