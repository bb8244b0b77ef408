package dev.meridian.controlplane.placement.model.goals;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.placement.GroupBuilder;
import dev.meridian.controlplane.placement.Scenario;
import dev.meridian.controlplane.placement.model.DomainLevel;
import dev.meridian.controlplane.placement.model.PendingGroup;
import org.junit.jupiter.api.Test;

/// Each goal about a whole group, by itself.
class PlanGoalsTest {

    private record View(
            int placedNow, int placedBefore, int gangPlacedNow, int strays, int... counts)
            implements GroupView {
        @Override
        public Tally tally(DomainLevel level) {
            return new Tally(counts, strays);
        }
    }

    private static PendingGroup pending(GroupBuilder group) {
        return new Scenario().pending(group).snapshot().groups().getFirst();
    }

    private static View placed(int... counts) {
        int all = new Tally(counts, 0).total();
        return new View(all, 0, all, 0, counts);
    }

    @Test
    void aGangIsWhole() {
        PendingGroup gang = pending(group("g").count(4).gang());
        assertThat(new GangWhole().violations(gang, placed())).isZero();
        assertThat(new GangWhole().violations(gang, placed(3))).isEqualTo(1);
        assertThat(new GangWhole().violations(gang, placed(4))).isZero();
        assertThat(new GangWhole().violations(gang, new View(0, 0, 2, 0)))
                .as("others of the gang are placed")
                .isEqualTo(4);
        assertThat(new GangWhole().violations(gang, new View(1, 3, 1, 0, 4)))
                .as("three ran already")
                .isZero();
    }

    @Test
    void topologyKeepsTogether() {
        PendingGroup group = pending(group("g").count(4).within("rack"));
        assertThat(new TopologyRequired().violations(group, placed(4))).isZero();
        assertThat(new TopologyRequired().violations(group, placed(3, 1))).isEqualTo(1);
        assertThat(new TopologyRequired().violations(group, new View(2, 0, 2, 2)))
                .as("racks unknown")
                .isEqualTo(2);
    }

    @Test
    void spreadHasAMostPerDomain() {
        PendingGroup group = pending(group("g").count(6).spread("region", 0, 2));
        assertThat(new SpreadLimits().violations(group, placed(2, 2, 2))).isZero();
        assertThat(new SpreadLimits().violations(group, placed(4, 2))).isEqualTo(2);
    }

    @Test
    void spreadHasALeastOfDomains() {
        PendingGroup group = pending(group("g").count(3).spread("region", 2, 0));
        assertThat(new SpreadLimits().violations(group, placed(2))).as("one still waits").isZero();
        assertThat(new SpreadLimits().violations(group, placed(3))).isEqualTo(1);
        assertThat(new SpreadLimits().violations(group, placed(2, 1))).isZero();
    }

    @Test
    void evenSpreadCostsLess() {
        PendingGroup group = pending(group("g").count(4).spread("region", 0, 4));
        assertThat(new SpreadEvenness().cost(group, placed(2, 2)))
                .isLessThan(new SpreadEvenness().cost(group, placed(3, 1)));
    }

    @Test
    void preferredTopologyCountsWhatIsElsewhere() {
        PendingGroup group = pending(group("g").count(4).preferably("zone"));
        assertThat(new TopologyPreferred().cost(group, placed(3, 1))).isEqualTo(1);
        assertThat(new TopologyPreferred().cost(group, placed(4))).isZero();
    }
}
