package dev.meridian.controlplane.approvals.model;

import dev.meridian.controlplane.projects.model.VisibleProjects;
import org.jspecify.annotations.Nullable;

/// Which proposals are asked for.
///
/// @param state null: any
/// @param kind null: any
/// @param visible of which projects; those of the installation are seen by who sees all
public record ProposalFilter(
        @Nullable ProposalState state, @Nullable String kind, VisibleProjects visible) {}
