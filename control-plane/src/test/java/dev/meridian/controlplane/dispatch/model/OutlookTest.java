package dev.meridian.controlplane.dispatch.model;

import static dev.meridian.controlplane.dispatch.model.Outlook.Course.FENCED;
import static dev.meridian.controlplane.dispatch.model.Outlook.Course.FROZEN;
import static dev.meridian.controlplane.dispatch.model.Outlook.Course.KEPT;
import static dev.meridian.controlplane.dispatch.model.Outlook.Course.REPLACED;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutlookTest {
    private static final Duration MARGIN = Duration.ofSeconds(6);

    @Test
    void fencedWorkStopsAtItsLeaseAndIsPlacedAnewAfterTheMargin() {
        assertThat(of("fence", 10)).isEqualTo(new Outlook(FENCED, seconds(10), seconds(16)));
        assertThat(of("fence", -2)).isEqualTo(new Outlook(FENCED, ZERO, seconds(4)));
        assertThat(of("fence", -60)).isEqualTo(new Outlook(FENCED, ZERO, ZERO));
    }

    @Test
    void overlappingWorkIsReplacedAtItsLeaseAndRunsOn() {
        assertThat(of("overlap", 10)).isEqualTo(new Outlook(REPLACED, null, seconds(10)));
        assertThat(of("overlap", -1)).isEqualTo(new Outlook(REPLACED, null, ZERO));
    }

    @Test
    void keptWorkWaitsForAPerson() {
        assertThat(of("keep", -900)).isEqualTo(new Outlook(KEPT, null, null));
        assertThat(Outlook.of("keep", seconds(-900), MARGIN, true, ZERO).course()).isEqualTo(KEPT);
    }

    /// It stops nevertheless: that is for its agent to do, who knows nothing of the breaker.
    @Test
    void whileFrozenNothingIsPlacedAnew() {
        assertThat(Outlook.of("fence", seconds(3), MARGIN, true, ZERO))
                .isEqualTo(new Outlook(FROZEN, seconds(3), null));
        assertThat(Outlook.of("overlap", seconds(3), MARGIN, true, ZERO))
                .isEqualTo(new Outlook(FROZEN, null, null));
    }

    @Test
    void aGraceHoldsLongerThanALease() {
        assertThat(Outlook.of("fence", seconds(3), MARGIN, false, seconds(100)).placedIn())
                .isEqualTo(seconds(100));
        assertThat(Outlook.of("fence", seconds(200), MARGIN, false, seconds(100)).placedIn())
                .isEqualTo(seconds(206));
    }

    private static Outlook of(String policy, long left) {
        return Outlook.of(policy, seconds(left), MARGIN, false, ZERO);
    }

    private static Duration seconds(long count) {
        return Duration.ofSeconds(count);
    }
}
