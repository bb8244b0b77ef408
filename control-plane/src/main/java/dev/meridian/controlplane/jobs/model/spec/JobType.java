package dev.meridian.controlplane.jobs.model.spec;

import java.util.Locale;

/// Whether a job ends by itself.
public enum JobType implements Word {
    BATCH,
    SERVICE;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
