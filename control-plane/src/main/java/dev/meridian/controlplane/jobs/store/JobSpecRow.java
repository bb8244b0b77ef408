package dev.meridian.controlplane.jobs.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A job spec as it was submitted; never changed afterwards.
@Entity
@Table(name = "job_specs")
class JobSpecRow {
    @Id private UUID id;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String project;

    @Column(nullable = false)
    private String queue;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    private String spec;

    @Column(name = "submitted_by", nullable = false)
    private String submittedBy;

    @Column(name = "submitted_at", nullable = false)
    private Instant submittedAt;

    @SuppressWarnings("NullAway.Init")
    protected JobSpecRow() {}

    JobSpecRow(NewJobRow job, Instant submittedAt) {
        this.id = job.id().value();
        this.name = job.job().spec().name();
        this.project = job.job().spec().project();
        this.queue = job.job().queue();
        this.spec = job.specJson();
        this.submittedBy = job.job().submittedBy();
        this.submittedAt = submittedAt;
    }

    UUID id() {
        return id;
    }
}
