package dev.meridian.controlplane.jobs.model.spec;

import java.util.Locale;

/// What a service speaks on its port.
public enum Protocol implements Word {
    HTTP,
    TCP,
    GRPC;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
