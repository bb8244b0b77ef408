package dev.meridian.controlplane.console.projects;

import dev.meridian.controlplane.projects.model.Limits;
import dev.meridian.controlplane.projects.model.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A queue with what it may hold and what it holds.
record QueueLine(Queue queue, ProjectLine use, List<Bar> bars) {

    /// How much of its quota is used.
    ///
    /// @param part from 0; above 1 where it borrows
    record Bar(String of, String used, String quota, double part) {}

    static QueueLine of(Queue queue, ProjectLine use) {
        Limits quota = queue.quota();
        var bars = new ArrayList<Bar>();
        if (quota.cpu() != null) {
            bars.add(bar("cores", use.cores(), quota.cpu().cores()));
        }
        if (quota.memory() != null) {
            bars.add(bar("GiB", use.memoryMib() / 1024.0, quota.memory().value() / 1024.0));
        }
        if (quota.accelerators() != null) {
            bars.add(bar("accelerators", use.accelerators(), quota.accelerators().doubleValue()));
        }
        return new QueueLine(queue, use, bars);
    }

    private static Bar bar(String of, double used, double quota) {
        return new Bar(of, text(used), text(quota), quota == 0 ? 0 : used / quota);
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }
}
