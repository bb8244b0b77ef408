package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.jobs.model.JobState;
import java.util.List;

/// How many jobs there are of each kind; what filters of a list offer is added up from it.
///
/// @param complete whether all that ended was counted: of more than a bound only the newest are
public record JobCounts(List<Cell> cells, boolean complete) {
    public JobCounts {
        cells = List.copyOf(cells);
    }

    /// Jobs that are alike in all four.
    public record Cell(String project, String queue, String type, JobState state, long jobs) {}
}
