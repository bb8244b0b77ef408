package dev.meridian.controlplane.placement.solver;

import ai.timefold.solver.core.api.domain.common.PlanningId;
import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import dev.meridian.controlplane.placement.model.Requirement;
import org.jspecify.annotations.Nullable;

/// One allocation whose slot the solver chooses. Timefold wants its fields public.
@PlanningEntity
public class Seating {
    /// within the window, from 0
    @PlanningId public int id;

    private @Nullable Requirement requirement;
    private int shape;
    private int group;
    private long weight;

    @PlanningVariable(allowsUnassigned = true)
    public @Nullable Long slot;

    /// For Timefold.
    public Seating() {}

    Seating(
            int id,
            Requirement requirement,
            int shape,
            int group,
            long weight,
            @Nullable Long slot) {
        this.id = id;
        this.requirement = requirement;
        this.shape = shape;
        this.group = group;
        this.weight = weight;
        this.slot = slot;
    }

    Seating copy() {
        return new Seating(id, requirement(), shape, group, weight, slot);
    }

    int id() {
        return id;
    }

    Requirement requirement() {
        if (requirement == null) {
            throw new IllegalStateException("a seating without requirement");
        }
        return requirement;
    }

    /// Number of its requirement in the window; equal ones have the same.
    int shape() {
        return shape;
    }

    /// Number of its group in the window.
    int group() {
        return group;
    }

    /// What it costs to leave it waiting.
    long weight() {
        return weight;
    }

    @Nullable Long slot() {
        return slot;
    }

    void slot(@Nullable Long slot) {
        this.slot = slot;
    }
}
