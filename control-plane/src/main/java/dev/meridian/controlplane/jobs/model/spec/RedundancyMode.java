package dev.meridian.controlplane.jobs.model.spec;

import java.util.Locale;

/// Whether the copies in further regions wait or work.
public enum RedundancyMode implements Word {
    STANDBY,
    ACTIVE;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
