package dev.meridian.controlplane.forecast.model.view;

import dev.meridian.controlplane.forecast.model.ResourceKind;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Which series share a learned model: those of one kind of resource.
public final class Kinds {
    private Kinds() {}

    public static ResourceKind of(DemandKey key) {
        return switch (key.resource()) {
            case DemandKey.CPU -> ResourceKind.CPU;
            case DemandKey.MEMORY -> ResourceKind.MEMORY;
            case DemandKey.NETWORK -> ResourceKind.NETWORK;
            case DemandKey.STORAGE -> ResourceKind.STORAGE;
            case DemandKey.REQUESTS -> ResourceKind.REQUESTS;
            case DemandKey.RESPONSE_TIME -> ResourceKind.RESPONSE_TIME;
            // the key takes no other word
            case String _ -> ResourceKind.ACCELERATOR;
        };
    }

    /// As the API and the database write it.
    public static String word(ResourceKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ResourceKind> of(String word) {
        return Stream.of(ResourceKind.values()).filter(kind -> word(kind).equals(word)).findFirst();
    }
}
