package dev.meridian.controlplane.forecast.model;

/// A training that ended in a model nobody may use.
public final class UnfitModel extends RuntimeException {
    public UnfitModel(String message) {
        super(message);
    }

    public UnfitModel(String message, Throwable cause) {
        super(message, cause);
    }
}
