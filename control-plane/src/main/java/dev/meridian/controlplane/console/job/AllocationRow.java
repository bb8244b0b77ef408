package dev.meridian.controlplane.console.job;

import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.jobs.model.view.AttemptView;
import java.util.List;

/// An allocation in the table.
///
/// @param attempts those that are shown, the newest first
/// @param earlier how many are not
record AllocationRow(AllocationView allocation, List<AttemptView> attempts, int earlier) {

    static AllocationRow of(AllocationView allocation, int most) {
        List<AttemptView> all = allocation.attempts().reversed();
        return new AllocationRow(
                allocation, all.stream().limit(most).toList(), Math.max(0, all.size() - most));
    }

    public String label() {
        return allocation.group() + "[" + allocation.index() + "]";
    }

    /// Whether its attempts tell more than its own line does.
    public boolean hasStory() {
        return allocation.epoch() > 1
                || attempts.stream()
                        .anyMatch(each -> each.reason() != null || each.detail() != null);
    }

    /// Why it is as it is: of its end, or of its wait.
    public String why() {
        if (allocation.stopOrder() != null) {
            return "told to stop: " + allocation.stopOrder();
        }
        if (allocation.pending() != null) {
            return allocation.pending().sentence();
        }
        return allocation.reason() == null ? "" : allocation.reason();
    }
}
