package dev.meridian.controlplane.projects.model;

import java.time.Instant;
import java.util.Set;

/// A tenant.
///
/// @param ceilings of any one of its jobs
/// @param residency jurisdictions in which its jobs may run; empty: any
/// @param version for `If-Match`
public record Project(
        String name,
        String description,
        String defaultQueue,
        Limits ceilings,
        Set<String> residency,
        Instant createdAt,
        long version) {
    public static final String DEFAULT = "default";

    public Project {
        residency = Set.copyOf(residency);
    }
}
