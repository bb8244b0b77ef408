package dev.meridian.controlplane.placement.model.goals;

/// One thing that placements are judged by. Fast path, solver and explanation are all derived from
/// the functions of the goals.
public sealed interface Goal permits NodeGoal, PlanGoal {

    /// As explanations, weights and metrics name it.
    String name();

    /// What the goal wants, for people.
    String sentence();

    /// In what its values are counted.
    String unit();

    /// Hard: a placement that fails it is not allowed. Soft: it costs points.
    boolean hard();
}
