package dev.meridian.controlplane.telemetry.model.demand;

import java.util.Comparator;

/// Names one series.
///
/// @param owner as its [Scope] says: `eu-west/c1`, `eu-west/c1/gpu`, `nlp`, `nlp/chat`
/// @param resource one of the words here, or an accelerator's
/// @throws IllegalArgumentException for a resource that there is no unit for
public record DemandKey(Scope scope, String owner, String resource, Measure measure)
        implements Comparable<DemandKey> {
    public static final String CPU = "cpu";
    public static final String MEMORY = "memory";
    public static final String NETWORK = "network";
    public static final String STORAGE = "storage";
    public static final String REQUESTS = "requests";
    public static final String RESPONSE_TIME = "response-time";

    /// What waits for a device of any model; once it is allocated it counts for the model it got.
    public static final String ANY_MODEL = "gpu";

    private static final String ACCELERATOR = "accelerator:";

    private static final Comparator<DemandKey> ORDER =
            Comparator.comparing(DemandKey::scope)
                    .thenComparing(DemandKey::owner)
                    .thenComparing(DemandKey::resource)
                    .thenComparing(DemandKey::measure);

    public DemandKey {
        unit(resource);
    }

    /// The resource that devices of a model are.
    public static String accelerator(String model) {
        return ACCELERATOR + model;
    }

    /// Of the values: `cores`, `MiB`, `B/s`, `devices`, `1/s` or `s`.
    public String unit() {
        return unit(resource);
    }

    private static String unit(String resource) {
        return switch (resource) {
            case CPU -> "cores";
            case MEMORY, STORAGE -> "MiB";
            case NETWORK -> "B/s";
            case REQUESTS -> "1/s";
            case RESPONSE_TIME -> "s";
            case String model
                    when model.startsWith(ACCELERATOR) && model.length() > ACCELERATOR.length() ->
                    "devices";
            case String other ->
                    throw new IllegalArgumentException(
                            "no resource: \""
                                    + other
                                    + "\"; give cpu, memory, network, storage, accelerator:MODEL, requests or response-time");
        };
    }

    @Override
    public int compareTo(DemandKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "%s %s %s %s".formatted(scope.word(), owner, resource, measure.word());
    }
}
