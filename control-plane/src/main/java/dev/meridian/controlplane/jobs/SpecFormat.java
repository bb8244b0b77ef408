package dev.meridian.controlplane.jobs;

/// The notations in which a job spec can be written.
public enum SpecFormat {
    JSON,
    YAML
}
