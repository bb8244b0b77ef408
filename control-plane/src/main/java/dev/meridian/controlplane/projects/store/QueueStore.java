package dev.meridian.controlplane.projects.store;

import dev.meridian.controlplane.projects.model.Queue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/// Rows of queues; to be used within a transaction.
@Repository
public class QueueStore {
    private final EntityManager rows;

    QueueStore(EntityManager rows) {
        this.rows = rows;
    }

    public Optional<Queue> find(String project, String name) {
        return Optional.ofNullable(rows.find(QueueRow.class, new QueueRow.Key(project, name)))
                .map(QueueRow::queue);
    }

    public List<Queue> list() {
        return rows.createQuery("from QueueRow order by project, name", QueueRow.class)
                .getResultStream()
                .map(QueueRow::queue)
                .toList();
    }

    public List<Queue> of(String project) {
        return rows.createQuery(
                        "from QueueRow where project = :project order by name", QueueRow.class)
                .setParameter("project", project)
                .getResultStream()
                .map(QueueRow::queue)
                .toList();
    }

    public Queue insert(Queue queue) {
        var row = new QueueRow(queue);
        rows.persist(row);
        rows.flush();
        return row.queue();
    }

    /// The row as it then stands.
    ///
    /// @throws EntityNotFoundException when there is none of that name
    public Queue update(Queue queue) {
        var row = rows.find(QueueRow.class, new QueueRow.Key(queue.project(), queue.name()));
        if (row == null) {
            throw new EntityNotFoundException("queue " + queue.project() + "/" + queue.name());
        }
        row.take(queue);
        rows.flush();
        return row.queue();
    }

    public void delete(String project, String name) {
        var row = rows.find(QueueRow.class, new QueueRow.Key(project, name));
        if (row != null) {
            rows.remove(row);
            rows.flush();
        }
    }
}
