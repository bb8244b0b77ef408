package dev.meridian.controlplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.PlanFigures;
import dev.meridian.controlplane.placement.model.Snapshot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CarefulPlannerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final JobId GOOD = new JobId(new UUID(0, 1));
    private static final JobId POISON = new JobId(new UUID(0, 2));

    private final List<List<JobId>> planned = new ArrayList<>();
    private final CarefulPlanner planner =
            new CarefulPlanner(this::plan, new SimpleMeterRegistry());

    @Test
    void theOthersArePlannedWithoutTheOneThatFails() {
        planner.plan(snapshot(NOON, GOOD, POISON));
        assertThat(planned.getLast()).containsExactly(GOOD);
    }

    @Test
    void afterThreeFailuresItIsSetAsideForAnHour() {
        for (int i = 0; i < 3; i++) {
            planner.plan(snapshot(NOON, GOOD, POISON));
        }
        planned.clear();
        planner.plan(snapshot(NOON.plusSeconds(60), GOOD, POISON));
        assertThat(planned).as("one plan, and no search").containsExactly(List.of(GOOD));
        planned.clear();
        planner.plan(snapshot(NOON.plus(Duration.ofHours(2)), GOOD, POISON));
        assertThat(planned.getFirst()).as("tried again").contains(POISON);
    }

    @Test
    void aFailureThatIsNoJobsFaultIsTold() {
        var failing =
                new CarefulPlanner(
                        snapshot -> {
                            if (snapshot.groups().size() == 2) {
                                throw new IllegalStateException("only together");
                            }
                            return empty();
                        },
                        new SimpleMeterRegistry());
        assertThatThrownBy(() -> failing.plan(snapshot(NOON, GOOD, POISON)))
                .hasMessage("only together");
    }

    private Plan plan(Snapshot snapshot) {
        List<JobId> jobs = snapshot.groups().stream().map(PendingGroup::job).toList();
        planned.add(jobs);
        if (jobs.contains(POISON)) {
            throw new IllegalStateException("a bug");
        }
        return empty();
    }

    private static Plan empty() {
        return new Plan(List.of(), Map.of(), PlanFigures.of(Duration.ZERO), List.of(), Map.of());
    }

    private static Snapshot snapshot(Instant at, JobId... jobs) {
        List<PendingGroup> groups = new ArrayList<>();
        for (JobId job : jobs) {
            groups.add(
                    new PendingGroup(
                            new GroupId(job.value()),
                            job,
                            "main",
                            "default",
                            "default",
                            500,
                            at,
                            null,
                            0,
                            List.of(),
                            null,
                            null,
                            List.of()));
        }
        return new Snapshot(at, List.of(), Map.of(), List.of(), groups, Map.of());
    }
}
