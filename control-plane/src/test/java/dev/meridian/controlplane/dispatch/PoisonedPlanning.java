package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.jobs.PendingWork;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.PlanHistory;
import dev.meridian.controlplane.placement.Planner;
import dev.meridian.controlplane.placement.SnapshotReader;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Snapshot;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/// The scheduling of a real plane, but for a planner that may fail on one job.
public final class PoisonedPlanning {
    private final PlanTrigger trigger;
    private final SchedulingLoop loop;

    /// @param poison null: on none
    public PoisonedPlanning(ApplicationContext plane, @Nullable JobId poison) {
        Planner planner = plane.getBean(Planner.class);
        trigger = plane.getBean(PlanTrigger.class);
        loop =
                new SchedulingLoop(
                        plane.getBean(PendingWork.class),
                        trigger,
                        plane.getBean(DrainMoves.class),
                        plane.getBean(StandbyPlaces.class),
                        plane.getBean(SnapshotReader.class),
                        new CarefulPlanner(
                                snapshot -> plan(planner, snapshot, poison),
                                plane.getBean(Suspects.class),
                                plane.getBean(MeterRegistry.class)),
                        plane.getBean(Quarantine.class),
                        plane.getBean(CarefulCommits.class),
                        plane.getBean(PlanCommitter.class),
                        plane.getBean(WaitingReasons.class),
                        plane.getBean(PlanTurn.class),
                        plane.getBean(PlanHistory.class));
    }

    /// One round, in which a plan is made.
    public void runOnce(Instant now) {
        trigger.again();
        loop.runOnce(now);
    }

    private static Plan plan(Planner planner, Snapshot snapshot, @Nullable JobId poison) {
        if (snapshot.groups().stream().anyMatch(group -> group.job().equals(poison))) {
            throw new IllegalStateException("a bug that this job wakes");
        }
        return planner.plan(snapshot);
    }
}
