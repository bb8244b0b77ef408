package dev.meridian.controlplane.forecast.model.panel;

/// The experts of a panel, in the order of their columns.
enum Expertise {
    DOUBLE_SEASONAL,
    HOLT_WINTERS,
    DAY_AGO,
    WEEK_AGO;

    static final int COUNT = values().length;
}
