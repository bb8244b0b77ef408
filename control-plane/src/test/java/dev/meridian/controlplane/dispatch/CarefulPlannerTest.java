package dev.meridian.controlplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.PlanFigures;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CarefulPlannerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Requirement ANYTHING =
            new Requirement(
                    new Amounts(new Millicores(1000), new Mebibytes(256), new Mebibytes(0)),
                    AcceleratorNeed.NONE,
                    "process",
                    List.of(),
                    List.of(),
                    Set.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    false,
                    null,
                    null,
                    null);
    private static final JobId GOOD = new JobId(new UUID(0, 1));
    private static final JobId POISON = new JobId(new UUID(0, 2));

    private final List<List<JobId>> planned = new ArrayList<>();
    private final Suspects suspects = new Suspects();
    private final CarefulPlanner planner =
            new CarefulPlanner(this::plan, suspects, new SimpleMeterRegistry());

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
    void whoIsSetAsideIsHandedToTheQuarantineUntilThen() {
        for (int i = 0; i < 2; i++) {
            planner.plan(snapshot(NOON, GOOD, POISON));
            assertThat(suspects.setAside(snapshot(NOON, GOOD, POISON))).isEmpty();
        }
        planner.plan(snapshot(NOON, GOOD, POISON));
        Quarantine.Case one = suspects.setAside(snapshot(NOON, GOOD, POISON)).getFirst();
        assertThat(one.job()).isEqualTo(POISON);
        assertThat(one.allocations()).containsExactly(allocation(POISON));
        assertThat(one.until()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(one.why().token()).isEqualTo(PendingToken.MISCONFIGURED);
        assertThat(one.why().sentence()).contains("3 times").contains("a bug");
    }

    @Test
    void whoIsReleasedIsTriedAgainAtOnce() {
        for (int i = 0; i < 3; i++) {
            planner.plan(snapshot(NOON, GOOD, POISON));
        }
        suspects.kept(Set.of(allocation(POISON)));
        planner.plan(snapshot(NOON.plusSeconds(1), GOOD));
        planned.clear();
        planner.plan(snapshot(NOON.plusSeconds(2), GOOD, POISON));
        assertThat(planned.getFirst()).contains(POISON);
        assertThat(suspects.setAside(snapshot(NOON.plusSeconds(2), GOOD, POISON)))
                .as("it has three tries again")
                .isEmpty();
    }

    @Test
    void oneOfThousandsIsFoundByHalves() {
        JobId[] jobs =
                IntStream.range(10, 4_010)
                        .mapToObj(i -> new JobId(new UUID(0, i)))
                        .toArray(JobId[]::new);
        jobs[2_345] = POISON;
        planner.plan(snapshot(NOON, jobs));
        assertThat(planned.getLast()).hasSize(3_999).doesNotContain(POISON);
        assertThat(planned).hasSizeLessThan(20);
    }

    @Test
    void ofTwoThatCannotBePlannedTogetherTheFirstIsPlanned() {
        var failing =
                new CarefulPlanner(
                        snapshot -> {
                            if (snapshot.groups().size() == 2) {
                                throw new IllegalStateException("only together");
                            }
                            return empty();
                        },
                        suspects,
                        new SimpleMeterRegistry());
        assertThat(failing.plan(snapshot(NOON, GOOD, POISON)).pending())
                .containsOnlyKeys(allocation(POISON));
    }

    @Test
    void aFailureThatIsNoJobsFaultIsTold() {
        var failing =
                new CarefulPlanner(
                        _ -> {
                            throw new IllegalStateException("the fleet is broken");
                        },
                        suspects,
                        new SimpleMeterRegistry());
        assertThatThrownBy(() -> failing.plan(snapshot(NOON, GOOD, POISON)))
                .hasMessage("the fleet is broken");
        assertThat(suspects.setAside(snapshot(NOON, GOOD, POISON))).isEmpty();
    }

    @Test
    void aFailureThatPassesIsNobodysFault() {
        AtomicInteger tries = new AtomicInteger();
        var failing =
                new CarefulPlanner(
                        _ -> {
                            if (tries.getAndIncrement() == 0) {
                                throw new IllegalStateException("for once");
                            }
                            return empty();
                        },
                        suspects,
                        new SimpleMeterRegistry());
        assertThat(failing.plan(snapshot(NOON, GOOD, POISON)).pending()).isEmpty();
    }

    private Plan plan(Snapshot snapshot) {
        List<JobId> jobs = snapshot.groups().stream().map(PendingGroup::job).toList();
        planned.add(jobs);
        if (jobs.contains(POISON)) {
            throw new IllegalStateException("a bug");
        }
        return empty();
    }

    private static AllocationId allocation(JobId job) {
        return new AllocationId(new UUID(1, job.value().getLeastSignificantBits()));
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
                            List.of(new PendingAllocation(allocation(job), 1, 0, ANYTHING))));
        }
        return new Snapshot(at, List.of(), Map.of(), List.of(), groups, Map.of());
    }
}
