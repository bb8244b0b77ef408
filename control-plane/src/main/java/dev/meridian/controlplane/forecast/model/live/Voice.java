package dev.meridian.controlplane.forecast.model.live;

/// Who has a say in a live forecast, in the order of their columns.
///
/// [#MODEL] is the learned model behind its gate; the others are experts with a small state.
public enum Voice {
    LAST_VALUE("last value"),
    DAY_AGO("seasonal naive"),
    WEEK_AGO("a week ago"),
    REVERTING("reverting"),
    HOLT_WINTERS("Holt-Winters"),
    DOUBLE_SEASONAL("double seasonal"),
    MEDIAN_OF_HOUR("median of an hour"),
    MEDIAN_OF_HOURS("median of six hours"),
    MODEL("model");

    /// How many of them are experts.
    public static final int EXPERTS = MODEL.ordinal();

    private final String words;

    Voice(String words) {
        this.words = words;
    }

    /// As people read it.
    public String words() {
        return words;
    }
}
