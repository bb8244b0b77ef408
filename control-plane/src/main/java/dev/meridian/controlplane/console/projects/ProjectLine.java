package dev.meridian.controlplane.console.projects;

import dev.meridian.controlplane.jobs.ProjectCosts;
import dev.meridian.controlplane.jobs.model.JobState;
import dev.meridian.controlplane.jobs.model.view.LiveJobs;
import dev.meridian.controlplane.jobs.model.view.QueueSpending;
import dev.meridian.controlplane.jobs.model.view.QueueUse;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a project, or one of its queues, holds and costs; in US dollars.
///
/// @param name of the project or the queue
/// @param part of what all in the list cost in 30 days, from 0 to 1
record ProjectLine(
        String name,
        String description,
        long running,
        long queued,
        long suspended,
        long instances,
        double cores,
        long memoryMib,
        double accelerators,
        double perHour,
        double day,
        double week,
        double month,
        double coreHours,
        double acceleratorHours,
        double part) {

    /// Of one project as a whole, or of one of its queues.
    ///
    /// @param queue null: all
    static ProjectLine of(
            String name,
            String description,
            ProjectCosts.Overview overview,
            String project,
            @Nullable String queue) {
        List<QueueUse> use =
                overview.use().stream()
                        .filter(one -> isIn(one.project(), one.queue(), project, queue))
                        .toList();
        List<QueueSpending> spent =
                overview.spending().stream()
                        .filter(one -> isIn(one.project(), one.queue(), project, queue))
                        .toList();
        List<LiveJobs> jobs =
                overview.jobs().stream()
                        .filter(one -> isIn(one.project(), one.queue(), project, queue))
                        .toList();
        return new ProjectLine(
                name,
                description,
                jobs(jobs, JobState.RUNNING),
                jobs(jobs, JobState.QUEUED),
                jobs(jobs, JobState.SUSPENDED),
                use.stream().mapToLong(QueueUse::instances).sum(),
                use.stream().map(QueueUse::cpu).mapToDouble(Millicores::cores).sum(),
                use.stream().map(QueueUse::memory).mapToLong(Mebibytes::value).sum(),
                use.stream().mapToDouble(QueueUse::accelerators).sum(),
                use.stream().mapToDouble(QueueUse::dollarsPerHour).sum(),
                spent.stream().mapToDouble(QueueSpending::day).sum(),
                spent.stream().mapToDouble(QueueSpending::week).sum(),
                spent.stream().mapToDouble(QueueSpending::month).sum(),
                spent.stream().mapToDouble(QueueSpending::coreHoursOfMonth).sum(),
                spent.stream().mapToDouble(QueueSpending::acceleratorHoursOfMonth).sum(),
                0);
    }

    /// With their parts of the whole.
    static List<ProjectLine> shares(List<ProjectLine> lines) {
        double whole = lines.stream().mapToDouble(ProjectLine::month).sum();
        return lines.stream().map(line -> line.with(whole == 0 ? 0 : line.month / whole)).toList();
    }

    private ProjectLine with(double share) {
        return new ProjectLine(
                name,
                description,
                running,
                queued,
                suspended,
                instances,
                cores,
                memoryMib,
                accelerators,
                perHour,
                day,
                week,
                month,
                coreHours,
                acceleratorHours,
                share);
    }

    private static boolean isIn(
            String itsProject, String itsQueue, String project, @Nullable String queue) {
        return itsProject.equals(project) && (queue == null || itsQueue.equals(queue));
    }

    private static long jobs(List<LiveJobs> jobs, JobState state) {
        return jobs.stream().filter(one -> one.state() == state).mapToLong(LiveJobs::jobs).sum();
    }
}
