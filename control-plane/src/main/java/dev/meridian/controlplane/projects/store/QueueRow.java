package dev.meridian.controlplane.projects.store;

import dev.meridian.controlplane.projects.model.Queue;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "queues")
@IdClass(QueueRow.Key.class)
class QueueRow {
    record Key(String project, String name) {}

    @Id String project;
    @Id String name;
    @Nullable String parent;
    double weight;

    @Embedded
    @AttributeOverride(name = "cpuMillis", column = @Column(name = "quota_cpu_millis"))
    @AttributeOverride(name = "memoryMib", column = @Column(name = "quota_memory_mib"))
    @AttributeOverride(name = "accelerators", column = @Column(name = "quota_accelerators"))
    @Nullable LimitColumns quota;

    boolean borrowing;
    boolean suspended;
    @Version long version;

    @SuppressWarnings("NullAway.Init")
    QueueRow() {}

    QueueRow(Queue queue) {
        project = queue.project();
        name = queue.name();
        take(queue);
    }

    final void take(Queue queue) {
        parent = queue.parent();
        weight = queue.weight();
        quota = LimitColumns.of(queue.quota());
        borrowing = queue.borrowing();
        suspended = queue.suspended();
    }

    Queue queue() {
        return new Queue(
                project,
                name,
                parent,
                weight,
                LimitColumns.limits(quota),
                borrowing,
                suspended,
                version);
    }
}
