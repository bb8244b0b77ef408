package dev.meridian.controlplane.placement.model.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.meridian.controlplane.placement.Scenario;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.NodeView;
import org.junit.jupiter.api.Test;

/// On a node of 64 cores and a terabyte of disk.
class ServiceLoadTest {

    @Test
    void ofComputeItIsHalfTheSquareOfThePartThatServicesHold() {
        assertThat(new ServiceLoad().potential(serving(Scenario.cores(32))))
                .isCloseTo(0.125, within(1e-9));
        assertThat(new ServiceLoad().potential(serving(Scenario.cores(0)))).isZero();
    }

    /// A quarter of the cores and half of the terabyte, and more than there is.
    @Test
    void storageCountsBesideItAndNoMoreThanWhole() {
        assertThat(new ServiceLoad().potential(serving(Amounts.of(16_000, 1024, 512 * 1024))))
                .isCloseTo(0.5 * (0.0625 + 0.25), within(1e-9));
        assertThat(new ServiceLoad().potential(serving(Amounts.of(0, 1024, 2048 * 1024))))
                .isCloseTo(0.5, within(1e-9));
    }

    private static NodeView serving(Amounts amounts) {
        return new Scenario()
                .region("r", "EU")
                .node("n", "r", 0)
                .running("web", "n", true, amounts)
                .snapshot()
                .rooms()
                .values()
                .iterator()
                .next();
    }
}
