package dev.meridian.controlplane.projects.model;

/// A token together with its secret, which is never seen again after this.
public record Issued<T>(T token, String secret) {

    /// Without the secret, so that no log can hold it.
    @Override
    public String toString() {
        return "Issued[" + token + "]";
    }
}
