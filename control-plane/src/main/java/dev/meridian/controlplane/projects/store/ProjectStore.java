package dev.meridian.controlplane.projects.store;

import dev.meridian.controlplane.projects.model.Project;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/// Rows of projects; to be used within a transaction.
@Repository
public class ProjectStore {
    private final EntityManager rows;

    ProjectStore(EntityManager rows) {
        this.rows = rows;
    }

    public Optional<Project> find(String name) {
        return Optional.ofNullable(rows.find(ProjectRow.class, name)).map(ProjectRow::project);
    }

    public List<Project> list() {
        return rows.createQuery("from ProjectRow order by name", ProjectRow.class)
                .getResultStream()
                .map(ProjectRow::project)
                .toList();
    }

    public Project insert(Project project) {
        var row = new ProjectRow(project);
        rows.persist(row);
        rows.flush();
        return row.project();
    }

    /// The row as it then stands.
    ///
    /// @throws EntityNotFoundException when there is none of that name
    public Project update(Project project) {
        var row = rows.find(ProjectRow.class, project.name());
        if (row == null) {
            throw new EntityNotFoundException("project " + project.name());
        }
        row.take(project);
        rows.flush();
        return row.project();
    }

    public void delete(String name) {
        rows.createQuery("delete from QueueRow where project = :name")
                .setParameter("name", name)
                .executeUpdate();
        rows.createQuery("delete from ProjectRow where name = :name")
                .setParameter("name", name)
                .executeUpdate();
    }
}
