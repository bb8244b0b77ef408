package dev.meridian.controlplane.jobs.model.spec;

import java.util.Locale;

/// What a task sees of the network: all that its host sees, or nothing.
public enum Network implements Word {
    HOST,
    NONE;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
