package dev.meridian.controlplane.projects.model;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A tenant.
///
/// @param ceilings of any one of its jobs
/// @param residency jurisdictions in which its jobs may run; empty: any
/// @param checkpoints where those of its tasks are kept; null: where each host has a store of its
///   own
/// @param redundancy of its jobs that do not say so themselves; null: none
/// @param version for `If-Match`
public record Project(
        String name,
        String description,
        String defaultQueue,
        Limits ceilings,
        Set<String> residency,
        @Nullable CheckpointStore checkpoints,
        @Nullable Redundancy redundancy,
        Instant createdAt,
        long version) {
    public static final String DEFAULT = "default";

    public Project {
        residency = Set.copyOf(residency);
    }

    /// Without a store of its own, and without copies in several regions.
    public Project(
            String name,
            String description,
            String defaultQueue,
            Limits ceilings,
            Set<String> residency,
            Instant createdAt,
            long version) {
        this(name, description, defaultQueue, ceilings, residency, null, null, createdAt, version);
    }

    public Project keeping(@Nullable CheckpointStore store) {
        return new Project(
                name,
                description,
                defaultQueue,
                ceilings,
                residency,
                store,
                redundancy,
                createdAt,
                version);
    }

    public Project copying(@Nullable Redundancy standard) {
        return new Project(
                name,
                description,
                defaultQueue,
                ceilings,
                residency,
                checkpoints,
                standard,
                createdAt,
                version);
    }

    /// Without what nobody may read.
    public Project shown() {
        return keeping(checkpoints == null ? null : checkpoints.shown());
    }
}
