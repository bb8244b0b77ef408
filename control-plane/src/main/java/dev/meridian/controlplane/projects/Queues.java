package dev.meridian.controlplane.projects;

import dev.meridian.controlplane.projects.model.Edit;
import dev.meridian.controlplane.projects.model.Queue;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import dev.meridian.controlplane.projects.store.ProjectStore;
import dev.meridian.controlplane.projects.store.QueueStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The queues of projects with their quota, borrowing and weight.
@Service
public class Queues {
    private final QueueStore store;
    private final ProjectStore projects;
    private final TransactionTemplate transaction;
    private final AdmissionFacts facts;

    Queues(
            QueueStore store,
            ProjectStore projects,
            TransactionTemplate transaction,
            AdmissionFacts facts) {
        this.store = store;
        this.projects = projects;
        this.transaction = transaction;
        this.facts = facts;
    }

    public List<Queue> list(VisibleProjects visible) {
        return transaction.execute(_ ->
                store.list().stream().filter(queue -> visible.includes(queue.project())).toList());
    }

    public Optional<Queue> find(String project, String name) {
        return transaction.execute(_ -> store.find(project, name));
    }

    /// Missing when there is no such project.
    public Edit<Queue> create(Queue queue) {
        return edit(
                queue.project(),
                () -> {
                    if (projects.find(queue.project()).isEmpty()) {
                        return new Edit.Missing<>();
                    }
                    if (store.find(queue.project(), queue.name()).isPresent()) {
                        return new Edit.Conflicting<>(
                                "Project \""
                                        + queue.project()
                                        + "\" has a queue \""
                                        + queue.name()
                                        + "\" already.");
                    }
                    return parentProblem(queue)
                            .orElseGet(() -> new Edit.Done<>(store.insert(queue)));
                });
    }

    /// @param expectedVersion what the caller last read; null: whatever it is now
    public Edit<Queue> change(Queue queue, @Nullable Long expectedVersion) {
        return edit(
                queue.project(),
                () -> {
                    var now = store.find(queue.project(), queue.name());
                    if (now.isEmpty()) {
                        return new Edit.Missing<>();
                    }
                    if (expectedVersion != null && now.get().version() != expectedVersion) {
                        return new Edit.Stale<>(now.get().version());
                    }
                    return parentProblem(queue)
                            .orElseGet(() -> new Edit.Done<>(store.update(queue)));
                });
    }

    /// A queue that is the project's default, a parent, or has jobs stays.
    public Edit<Queue> delete(String project, String name) {
        try {
            return edit(
                    project,
                    () -> {
                        var now = store.find(project, name);
                        if (now.isEmpty()) {
                            return new Edit.Missing<>();
                        }
                        if (projects.find(project).orElseThrow().defaultQueue().equals(name)) {
                            return new Edit.Conflicting<>(
                                    "Queue \"" + name + "\" is the project's default queue.");
                        }
                        store.delete(project, name);
                        return new Edit.Done<>(now.get());
                    });
        } catch (DataIntegrityViolationException _) {
            return new Edit.Conflicting<>(
                    "Queue \"" + name + "\" has jobs or child queues, so it stays.");
        }
    }

    /// A parent must be there, and no chain of parents may lead back to the queue.
    private Optional<Edit<Queue>> parentProblem(Queue queue) {
        String ancestor = queue.parent();
        while (ancestor != null) {
            if (ancestor.equals(queue.name())) {
                return Optional.of(
                        new Edit.Conflicting<>(
                                "Queue \"" + queue.name() + "\" would be its own ancestor."));
            }
            var parent = store.find(queue.project(), ancestor);
            if (parent.isEmpty()) {
                return Optional.of(
                        new Edit.Conflicting<>(
                                "Project \""
                                        + queue.project()
                                        + "\" has no queue \""
                                        + ancestor
                                        + "\" to be the parent."));
            }
            ancestor = parent.get().parent();
        }
        return Optional.empty();
    }

    private Edit<Queue> edit(String project, Supplier<Edit<Queue>> work) {
        try {
            return transaction.execute(_ -> work.get());
        } finally {
            facts.forget(project);
        }
    }
}
