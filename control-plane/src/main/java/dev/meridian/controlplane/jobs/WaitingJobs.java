package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.view.Page;
import dev.meridian.controlplane.jobs.model.view.QueueFilter;
import dev.meridian.controlplane.jobs.model.view.WaitingCount;
import dev.meridian.controlplane.jobs.model.view.WaitingLine;
import dev.meridian.controlplane.jobs.store.WaitingRows;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What waits and why, over all jobs; what is told may be some seconds old.
@Service
public class WaitingJobs {
    private record Asked(QueueFilter filter, @Nullable String cursor, int limit) {}

    private final WaitingRows rows;
    private final Recent<Asked, Page<WaitingLine>> pages;
    private final Recent<QueueFilter, List<WaitingCount>> counted;

    WaitingJobs(WaitingRows rows, Clock clock) {
        this.rows = rows;
        pages = new Recent<>(clock);
        counted = new Recent<>(clock);
    }

    /// Task groups in the order in which plans look at them: by priority, then by age.
    ///
    /// @param cursor of the page before; null: from the start
    /// @throws IllegalArgumentException when the cursor is none of ours
    public Page<WaitingLine> page(QueueFilter filter, @Nullable String cursor, int limit) {
        return pages.of(new Asked(filter, cursor, limit), () -> rows.page(filter, cursor, limit));
    }

    /// The most frequent reason first, whatever token the filter asks for.
    public List<WaitingCount> counts(QueueFilter filter) {
        var anyReason = new QueueFilter(filter.projects(), filter.queue(), Optional.empty());
        return counted.of(anyReason, () -> rows.counts(anyReason));
    }
}
