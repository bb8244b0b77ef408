package dev.meridian.controlplane.projects;

import dev.meridian.controlplane.projects.model.Admission;
import dev.meridian.controlplane.projects.model.AdmissionRequest;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Edit;
import dev.meridian.controlplane.projects.model.Project;
import dev.meridian.controlplane.projects.model.Queue;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import dev.meridian.controlplane.projects.store.ProjectStore;
import dev.meridian.controlplane.projects.store.QueueStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The tenants, and whether a job of theirs may ever run.
@Service
public class Projects {
    private final ProjectStore store;
    private final QueueStore queues;
    private final TransactionTemplate transaction;
    private final AdmissionFacts facts;

    Projects(
            ProjectStore store,
            QueueStore queues,
            TransactionTemplate transaction,
            AdmissionFacts facts) {
        this.store = store;
        this.queues = queues;
        this.transaction = transaction;
        this.facts = facts;
    }

    /// Refuses what can never be: no right, no such queue, above a ceiling, in no allowed
    /// jurisdiction.
    public Admission admit(Caller caller, AdmissionRequest request) {
        if (!caller.may(Role.SUBMITTER, request.project())) {
            return new Admission.Forbidden(
                    "You may not submit jobs to project \"" + request.project() + "\".");
        }
        return AdmissionRules.judge(request, facts.of(request.project()));
    }

    public Optional<Project> find(String name) {
        return transaction.execute(_ -> store.find(name));
    }

    public List<Project> list(VisibleProjects visible) {
        return transaction.execute(_ ->
                store.list().stream().filter(project -> visible.includes(project.name())).toList());
    }

    /// With its default queue, which is made along with it.
    public Edit<Project> create(Project project) {
        try {
            return transaction.execute(_ -> {
                if (store.find(project.name()).isPresent()) {
                    return new Edit.Conflicting<Project>(
                            "A project \"" + project.name() + "\" exists already.");
                }
                Project made = store.insert(project);
                queues.insert(Queue.ofDefaults(project.name(), project.defaultQueue()));
                return new Edit.Done<>(made);
            });
        } finally {
            facts.forget(project.name());
        }
    }

    /// @param expectedVersion what the caller last read; null: whatever it is now
    public Edit<Project> change(Project project, @Nullable Long expectedVersion) {
        try {
            return transaction.execute(_ -> {
                var now = store.find(project.name());
                if (now.isEmpty()) {
                    return new Edit.Missing<Project>();
                }
                if (expectedVersion != null && now.get().version() != expectedVersion) {
                    return new Edit.Stale<Project>(now.get().version());
                }
                if (queues.find(project.name(), project.defaultQueue()).isEmpty()) {
                    return new Edit.Conflicting<Project>(
                            "Project \""
                                    + project.name()
                                    + "\" has no queue \""
                                    + project.defaultQueue()
                                    + "\".");
                }
                return new Edit.Done<>(store.update(project));
            });
        } finally {
            facts.forget(project.name());
        }
    }

    /// Only a project that never had a job or a member can go.
    public Edit<Project> delete(String name) {
        try {
            return transaction.execute(_ -> {
                var now = store.find(name);
                if (now.isEmpty()) {
                    return new Edit.Missing<Project>();
                }
                store.delete(name);
                return new Edit.Done<>(now.get());
            });
        } catch (DataIntegrityViolationException _) {
            return new Edit.Conflicting<>(
                    "Project \"" + name + "\" has jobs, members or tokens, so it stays.");
        } finally {
            facts.forget(name);
        }
    }
}
