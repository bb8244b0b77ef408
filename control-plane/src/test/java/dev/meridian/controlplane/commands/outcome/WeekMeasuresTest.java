package dev.meridian.controlplane.commands.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class WeekMeasuresTest {

    @Test
    void fairnessIsOneWhereAllAreServedAlikeAndAPartWhereFewAre() {
        assertThat(Measures.jain(new double[] {0.5, 0.5, 0.5})).isEqualTo(1);
        assertThat(Measures.jain(new double[] {1, 0, 0, 0})).isEqualTo(0.25);
    }

    /// Two accelerators until 100 s: the first job held both for 50 s, the second waited half of
    /// the time that it could have run by then.
    @Test
    void theMeasuresOfTwoJobsAreThoseCountedByHand() {
        Job first = Trials.job(0, 0, 1, 2, 50);
        Job second = Trials.job(1, 0, 1, 1, 200);
        Job last = Trials.job(2, 100, 1, 1, 5);
        Measures measures =
                Measures.of(
                        List.of(
                                new Outcome(first, 0, 50, 1, 50, 50, 50, 1, 0.5),
                                new Outcome(second, 50, 250, 1, 200, 200, 50, 2, 0),
                                new Outcome(last, 100, 105, 1, 5, 5, 0, 4, 0)),
                        Trials.world(1, 2));
        assertThat(measures.waited().mean()).isCloseTo(50 / 3.0, within(1e-9));
        assertThat(measures.waited().p99()).isEqualTo(50);
        assertThat(measures.completion().mean()).isEqualTo((50 + 250 + 5) / 3.0);
        assertThat(measures.slowdown().p99()).isEqualTo(1.25);
        assertThat(measures.utilisation()).isEqualTo(75);
        assertThat(measures.dollars()).isEqualTo(7);
        assertThat(measures.egress()).isEqualTo(0.5);
        assertThat(measures.leastServed()).isEqualTo(0.5);
        assertThat(measures.fairness()).isCloseTo(1.5 * 1.5 / (2 * 1.25), within(1e-9));
        assertThat(measures.large()).isEqualTo(1);
        assertThat(measures.starved()).isZero();
    }
}
