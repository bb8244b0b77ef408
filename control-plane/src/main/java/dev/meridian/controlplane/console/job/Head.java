package dev.meridian.controlplane.console.job;

import dev.meridian.controlplane.jobs.model.JobOrder;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.view.JobLine;
import dev.meridian.controlplane.jobs.model.view.JobView;
import java.util.Arrays;
import java.util.List;

/// What stands at the top of each page about a job.
///
/// @param priorityClass a word for people where it is not known
/// @param holding it is told to stop, be held back: what was ordered and is not done yet; or empty
/// @param orders what can be ordered of it as it is now
record Head(
        JobLine job,
        String priorityClass,
        double cost,
        String holding,
        List<JobOrder> orders,
        List<Tab> tabs) {

    /// @param here whether it is the page that is shown
    record Tab(String path, String title, boolean here) {}

    static Head of(JobView view, String here) {
        JobLine job = view.line();
        JobSpec spec = view.spec();
        return new Head(
                job,
                spec == null ? "unknown" : spec.priorityClass(),
                view.cost().dollars(),
                holding(view),
                Arrays.stream(JobOrder.values())
                        .filter(order -> order.hindrance(job.state()).isEmpty())
                        .toList(),
                List.of(
                        tab(job, "", "Overview", here),
                        tab(job, "/logs", "Logs", here),
                        tab(job, "/placement", "Placement", here),
                        tab(job, "/events", "Events", here),
                        tab(job, "/spec", "Spec", here)));
    }

    private static Tab tab(JobLine job, String path, String title, String here) {
        return new Tab("/jobs/" + job.id() + path, title, title.equals(here));
    }

    private static String holding(JobView view) {
        if (view.line().state().isEnded()) {
            return view.cancelReason() == null ? "" : "cancelled: " + view.cancelReason();
        }
        if (view.cancelReason() != null) {
            return "is being cancelled: " + view.cancelReason();
        }
        return view.suspended() ? "held back until somebody resumes it" : "";
    }
}
