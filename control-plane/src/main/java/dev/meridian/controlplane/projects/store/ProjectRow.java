package dev.meridian.controlplane.projects.store;

import dev.meridian.controlplane.projects.model.Project;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "projects")
class ProjectRow {
    @Id String name;
    String description;
    String defaultQueue;

    @Embedded
    @AttributeOverride(name = "cpuMillis", column = @Column(name = "max_cpu_millis"))
    @AttributeOverride(name = "memoryMib", column = @Column(name = "max_memory_mib"))
    @AttributeOverride(name = "accelerators", column = @Column(name = "max_accelerators"))
    @Nullable LimitColumns ceilings;

    @Column(columnDefinition = "text[]")
    String[] residency;

    @Embedded @Nullable CheckpointColumns checkpoints;

    @Embedded @Nullable RedundancyColumns redundancy;

    @Column(updatable = false)
    Instant createdAt;

    @Version long version;

    @SuppressWarnings("NullAway.Init")
    ProjectRow() {}

    ProjectRow(Project project) {
        name = project.name();
        createdAt = project.createdAt();
        description = project.description();
        defaultQueue = project.defaultQueue();
        ceilings = LimitColumns.of(project.ceilings());
        residency = sorted(project.residency());
        checkpoints = CheckpointColumns.of(project.checkpoints());
        redundancy = RedundancyColumns.of(project.redundancy());
    }

    void take(Project project) {
        description = project.description();
        defaultQueue = project.defaultQueue();
        ceilings = LimitColumns.of(project.ceilings());
        residency = sorted(project.residency());
        checkpoints = CheckpointColumns.of(project.checkpoints());
        redundancy = RedundancyColumns.of(project.redundancy());
    }

    Project project() {
        return new Project(
                name,
                description,
                defaultQueue,
                LimitColumns.limits(ceilings),
                Set.of(residency),
                CheckpointColumns.store(checkpoints),
                RedundancyColumns.redundancy(redundancy),
                createdAt,
                version);
    }

    private static String[] sorted(Set<String> names) {
        return names.stream().sorted().toArray(String[]::new);
    }
}
