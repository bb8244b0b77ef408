package dev.meridian.controlplane.jobs.model.imports;

import dev.meridian.controlplane.jobs.model.spec.Word;
import java.util.Locale;

/// The kinds of job files that can be read, and `auto`, which finds out.
public enum ImportFormat implements Word {
    AUTO("a job file"),
    KUBERNETES("Kubernetes"),
    SKYPILOT("SkyPilot"),
    SLURM("Slurm");

    private final String title;

    ImportFormat(String title) {
        this.title = title;
    }

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As people name it.
    public String title() {
        return title;
    }
}
