package dev.meridian.controlplane.forecast.model;

/// Input that no forecast can be made from; the message says what is wrong and what would help.
public final class BadSeries extends IllegalArgumentException {
    public BadSeries(String message) {
        super(message);
    }
}
