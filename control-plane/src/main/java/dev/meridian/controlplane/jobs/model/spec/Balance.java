package dev.meridian.controlplane.jobs.model.spec;

import java.util.Locale;

/// How requests to a service are shared out among its allocations.
public enum Balance implements Word {
    ROUNDROBIN,
    LEASTCONN,
    WEIGHTED;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
