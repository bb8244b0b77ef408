package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Region;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Makes a plan of nothing real once we are ready. The first search of the solver loads its
/// classes, which takes seconds; whoever submits the first gang should not wait for that.
@Component
class SolverWarmUp {
    private static final Logger log = LoggerFactory.getLogger(SolverWarmUp.class);
    private static final Amounts ROOM = Amounts.of(3_000, 1_024, 1_024);
    private static final int MORE_THAN_HALF = 2_000;

    private final Planning planning;
    private final Clock clock;

    SolverWarmUp(Planning planning, Clock clock) {
        this.planning = planning;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void inTheBackground() {
        Thread.ofPlatform()
                .daemon()
                .name("solver-warm-up")
                .priority(Thread.MIN_PRIORITY)
                .start(this::run);
    }

    private void run() {
        try {
            Plan plan = plan();
            log.debug("the solver looked at {} allocations", plan.figures().solved());
        } catch (RuntimeException | Error e) {
            log.warn("the solver could not be tried out", e);
        }
    }

    /// Two unlike ones that compete for room that one of them takes.
    Plan plan() {
        Instant now = clock.instant();
        return planning.plan(
                new Snapshot(
                        now,
                        List.of(node()),
                        Map.of(),
                        List.of(),
                        List.of(group(now, 1), group(now, 2)),
                        Map.of()));
    }

    private static Node node() {
        return new Node(
                new NodeId(new UUID(0, 0)),
                "nowhere",
                new Region("nowhere", null, null),
                "nowhere",
                "nowhere",
                NodeState.READY,
                Map.of(),
                List.of(),
                ROOM,
                List.of(),
                Set.of("process"),
                Money.ZERO,
                1,
                false);
    }

    private static PendingGroup group(Instant now, int number) {
        UUID id = new UUID(0, number);
        Amounts half = Amounts.of(MORE_THAN_HALF + number, 256, 256);
        Requirement wanted = Requirement.of(half, AcceleratorNeed.NONE, "process");
        return new PendingGroup(
                new GroupId(id),
                new JobId(id),
                "nothing",
                "default",
                "default",
                0,
                now,
                null,
                0,
                List.of(),
                null,
                null,
                List.of(new PendingAllocation(new AllocationId(id), 0, 0, wanted)));
    }
}
