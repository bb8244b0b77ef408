package dev.meridian.controlplane.dispatch.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.model.MassLoss.Count;
import dev.meridian.controlplane.fleet.model.RegionName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MassLossTest {
    private static final RegionName EU = new RegionName("eu-west");
    private static final RegionName US = new RegionName("us-east");
    private static final RegionName AP = new RegionName("ap-south");

    @Test
    void theLossOfOneRegionIsFailedOver() {
        assertThat(
                        MassLoss.suspected(
                                Map.of(
                                        EU,
                                        new Count(100, 100),
                                        US,
                                        new Count(50, 0),
                                        AP,
                                        new Count(50, 5))))
                .isFalse();
    }

    @Test
    void lossesEverywhereAreOurOwnBlindness() {
        assertThat(
                        MassLoss.suspected(
                                Map.of(
                                        EU,
                                        new Count(100, 100),
                                        US,
                                        new Count(50, 40),
                                        AP,
                                        new Count(50, 0))))
                .isTrue();
        assertThat(
                        MassLoss.suspected(
                                Map.of(
                                        EU,
                                        new Count(1, 1),
                                        US,
                                        new Count(1, 1),
                                        AP,
                                        new Count(1, 0))))
                .isTrue();
    }

    @Test
    void theOnlyRegionMayBeLost() {
        assertThat(MassLoss.suspected(Map.of(EU, new Count(1, 1)))).isFalse();
        assertThat(MassLoss.suspected(Map.of())).isFalse();
    }
}
