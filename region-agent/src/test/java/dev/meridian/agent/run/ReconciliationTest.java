package dev.meridian.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.agent.protocol.Assignment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static Assignment wanted(String id, int epoch) {
        return Work.process(id, "true").setEpoch(epoch).setGraceMillis(1000).build();
    }

    private static Reconciliation.Actual running(String id, int epoch) {
        return new Reconciliation.Actual(new AllocationKey(id, epoch), true, false, GRACE);
    }

    private static Reconciliation.Actual stopping(String id, int epoch) {
        return new Reconciliation.Actual(new AllocationKey(id, epoch), true, true, GRACE);
    }

    private static Reconciliation.Actual ended(String id, int epoch) {
        return new Reconciliation.Actual(new AllocationKey(id, epoch), false, false, GRACE);
    }

    private static List<Step> steps(List<Assignment> desired, List<Reconciliation.Actual> actual) {
        return Reconciliation.steps(desired, actual, Map.of());
    }

    @Test
    void whatIsMissingIsStarted() {
        assertThat(steps(List.of(wanted("a", 1)), List.of()))
                .containsExactly(new Step.Start(wanted("a", 1)));
    }

    @Test
    void whatRunsAsItShouldIsLeftAlone() {
        assertThat(steps(List.of(wanted("a", 1)), List.of(running("a", 1)))).isEmpty();
    }

    @Test
    void whatIsTooMuchIsStopped() {
        assertThat(steps(List.of(), List.of(running("a", 1), stopping("b", 1), ended("c", 1))))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Stop.class,
                        stop -> assertThat(stop.key()).isEqualTo(new AllocationKey("a", 1)));
    }

    @Test
    void whatShouldStopIsStoppedOnce() {
        Assignment stop = wanted("a", 1).toBuilder().setStop(true).setStopReason("drain").build();
        assertThat(steps(List.of(stop), List.of(running("a", 1))))
                .containsExactly(new Step.Stop(new AllocationKey("a", 1), GRACE, "drain"));
        assertThat(steps(List.of(stop), List.of(stopping("a", 1)))).isEmpty();
        assertThat(steps(List.of(stop), List.of(ended("a", 1)))).isEmpty();
    }

    @Test
    void whatShouldStopAndNeverRanIsSaid() {
        Assignment stop = wanted("a", 1).toBuilder().setStop(true).build();
        assertThat(steps(List.of(stop), List.of()))
                .containsExactly(new Step.ReportNeverStarted(stop));
    }

    @Test
    void anOlderCopyEndsBeforeTheNewerStarts() {
        List<Assignment> desired = List.of(wanted("a", 2));
        assertThat(steps(desired, List.of(running("a", 1))))
                .singleElement()
                .isInstanceOf(Step.Stop.class);
        assertThat(steps(desired, List.of(stopping("a", 1)))).isEmpty();
        assertThat(steps(desired, List.of(ended("a", 1))))
                .containsExactly(new Step.Start(wanted("a", 2)));
    }

    @Test
    void whatHasEndedNeverStartsAgain() {
        assertThat(steps(List.of(wanted("a", 1)), List.of(ended("a", 1)))).isEmpty();
        assertThat(Reconciliation.steps(List.of(wanted("a", 1)), List.of(), Map.of("a", 1)))
                .isEmpty();
        assertThat(Reconciliation.steps(List.of(wanted("a", 2)), List.of(), Map.of("a", 1)))
                .hasSize(1);
    }

    @Test
    void aStaleWishDoesNotStartBesideANewerCopy() {
        assertThat(steps(List.of(wanted("a", 1), wanted("a", 2)), List.of(running("a", 2))))
                .isEmpty();
    }
}
