package dev.meridian.controlplane.jobs.model.spec;

import java.util.Locale;

/// What starts a task on its node. A node offers some of them; a job whose driver no node offers
/// waits and says so.
public enum Driver implements Word {
    SANDBOX,
    PROCESS,
    CONTAINER,
    KUBERNETES;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
