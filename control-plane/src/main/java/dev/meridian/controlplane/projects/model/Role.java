package dev.meridian.controlplane.projects.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What somebody may do: three roles within a project, three for the whole installation.
public enum Role {
    /// sees a project's jobs, queues and logs
    VIEWER(true),
    /// submits and stops jobs too
    SUBMITTER(true),
    /// edits the project's queues as well
    PROJECT_ADMIN(true),
    /// looks after the fleet, and after the jobs of every project
    OPERATOR(false),
    /// sees everything and the audit, changes nothing
    AUDITOR(false),
    /// may everything
    ADMIN(false);

    private final boolean withinProject;

    Role(boolean withinProject) {
        this.withinProject = withinProject;
    }

    /// Whether a grant of it names a project.
    public boolean withinProject() {
        return withinProject;
    }

    /// As API and database write it: `project-admin`.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Role> ofLabel(String label) {
        return Stream.of(values()).filter(role -> role.label().equals(label)).findFirst();
    }

    /// Whether this role, held where it counts, gives what `least` gives.
    ///
    /// A project role never gives an installation role. Of the installation roles only admin gives
    /// everything; an operator acts on jobs like a submitter of every project, an auditor looks on
    /// like a viewer.
    boolean gives(Role least) {
        return switch (this) {
            case VIEWER, SUBMITTER, PROJECT_ADMIN -> least.withinProject && compareTo(least) >= 0;
            case OPERATOR -> least == VIEWER || least == SUBMITTER || least == OPERATOR;
            case AUDITOR -> least == VIEWER || least == AUDITOR;
            case ADMIN -> true;
        };
    }
}
