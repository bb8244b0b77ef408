package dev.meridian.controlplane.placement.solver;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.placement.Planner;
import dev.meridian.controlplane.placement.Scenario;
import dev.meridian.controlplane.placement.index.Bids;
import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FastPath;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Ground;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Award;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.goals.Goals;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Regions as agents: what they bid, what each does by itself, and what moves between them.
class RegionAgentsTest {
    private static final SolverSettings SETTINGS = SolverSettings.byMoves(3000);

    private static Scenario node(Scenario scenario, String name, String region, int cores) {
        return scenario.node(
                name, region, 0, node -> node.capacity(Amounts.of(cores * 1000L, 65_536, 0)));
    }

    private static Scenario twoRegions() {
        return new Scenario().region("east", "US").region("west", "EU");
    }

    @Test
    void eachRegionBidsWithItsBestNodeAndTheLeastBidWins() {
        Scenario scenario =
                twoRegions()
                        .node("dear", "east", 0, node -> node.price(3))
                        .node("cheap", "west", 0, node -> node.price(1))
                        .pending(group("a").cores(1));
        Plan plan = Planner.standalone(SETTINGS).plan(scenario.snapshot());
        var bids = plan.decisions().getFirst().bids();
        assertThat(bids).extracting("region").containsExactly("west", "east");
        assertThat(bids).extracting("node").containsExactly("cheap", "dear");
        assertThat(bids.getFirst().score()).isLessThan(bids.getLast().score());
        assertThat(bids.getFirst().goals()).containsKey("price");
        var bidding = plan.figures().bidding();
        assertThat(bidding.bids()).isEqualTo(2);
        assertThat(bidding.awarded()).isEqualTo(1);
        Award award = bidding.awards().getFirst();
        assertThat(award.kind()).isEqualTo(Award.Kind.BID);
        assertThat(award.region()).isEqualTo("west");
    }

    @Test
    void whatOnlyOneRegionCanHoldIsNotBidFor() {
        Scenario scenario = node(node(twoRegions(), "e", "east", 4), "w", "west", 8);
        scenario.pending(group("big").cores(6));
        Plan plan = Planner.standalone(SETTINGS).plan(scenario.snapshot());
        assertThat(plan.decisions().getFirst().bids()).isEmpty();
        assertThat(plan.figures().bidding().awards()).isEmpty();
    }

    /// Both of a region's nodes hold one that would fit the other region as well, and what waits
    /// may not leave: only with the nodes of all is there an answer.
    @Test
    void whatCanGoElsewhereIsTransferredForWhatCannot() {
        Scenario scenario = node(node(twoRegions(), "e", "east", 8), "w", "west", 8);
        scenario.pending(group("free").cores(5).priority(800))
                .pending(group("bound").cores(6).residency("US").priority(800));
        Snapshot snapshot = scenario.snapshot();
        FleetIndex index = new FleetIndex(snapshot, Goals.of(snapshot));
        Draft draft = FastPath.place(snapshot, index);
        assertThat(index.regionOf(Slot.node(draft.slot(0)))).as("the fast path's").isZero();
        assertThat(draft.isPlaced(1)).isFalse();

        Plan plan = Planner.standalone(SETTINGS).plan(snapshot);
        assertThat(plan.decisions()).hasSize(2);
        assertThat(plan.figures().fastScore().placed()).isEqualTo(1);
        assertThat(plan.figures().score().placed()).isEqualTo(2);
        var bidding = plan.figures().bidding();
        assertThat(bidding.transfers()).isEqualTo(1);
        assertThat(bidding.awards().getFirst().kind()).isEqualTo(Award.Kind.TRANSFER);
        assertThat(bidding.awards().getFirst().region()).isEqualTo("west");
    }

    /// Each region is the case that the fast path gets wrong; none needs the other's nodes.
    @Test
    void agentsMakeRoomSideBySide() {
        Scenario scenario = twoRegions();
        for (String region : List.of("east", "west")) {
            node(node(scenario, region + "-ten", region, 10), region + "-eight", region, 8);
            String law = region.equals("east") ? "US" : "EU";
            scenario.pending(group(region + "-six").cores(6).residency(law))
                    .pending(group(region + "-four").cores(4).residency(law))
                    .pending(group(region + "-big").cores(8).residency(law));
        }
        Snapshot snapshot = scenario.snapshot();
        FleetIndex index = new FleetIndex(snapshot, Goals.of(snapshot));
        Draft draft = FastPath.place(snapshot, index);
        SolverPath.Outcome outcome = new SolverPath(SETTINGS).improve(draft, index, snapshot);
        assertThat(outcome.placed()).isEqualTo(2);
        assertThat(IntStream.range(0, draft.seats().size())).allMatch(draft::isPlaced);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theyAnswerTheSameHoweverTheThreadsRun(long seed) {
        assertThat(slots(seed)).isEqualTo(slots(seed));
    }

    private static List<Long> slots(long seed) {
        Snapshot snapshot = RandomFleets.crowded(seed).snapshot();
        FleetIndex index = new FleetIndex(snapshot, Goals.of(snapshot));
        Draft draft = FastPath.place(snapshot, index);
        SolverPath.Outcome _ =
                new SolverPath(SolverSettings.byMoves(500)).improve(draft, index, snapshot);
        return IntStream.range(0, draft.seats().size()).mapToObj(draft::slot).toList();
    }

    /// A region by itself is the same nodes with the same room.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRegionByItselfAnswersAsItDoesInTheFleet(long seed) {
        Snapshot snapshot = RandomFleets.crowded(seed).snapshot();
        FleetIndex index = new FleetIndex(snapshot, Goals.of(snapshot));
        FastPath.place(snapshot, index);
        for (int region = 0; region < index.regions(); region++) {
            Ground own = index.of(region);
            assertThat(own.capacity().size())
                    .isEqualTo(index.endOf(region) - index.firstOf(region));
            for (int node = 0; node < own.capacity().size(); node++) {
                var here = own.capacity().view(node);
                var there = index.capacity().view(node + own.first());
                assertThat(here.node()).isSameAs(there.node());
                assertThat(here.cpuFree()).isEqualTo(there.cpuFree());
                for (int device = 0; device < here.node().devices().size(); device++) {
                    assertThat(here.millisFree(device)).isEqualTo(there.millisFree(device));
                }
                assertThat(index.regionOf(node + own.first())).isEqualTo(region);
            }
        }
    }

    @Test
    void whatWaitsIsAwardedToWhoCouldHoldIt() {
        Scenario scenario = node(node(twoRegions(), "e", "east", 4), "w", "west", 8);
        scenario.pending(group("first").cores(8)).pending(group("second").cores(8));
        Snapshot snapshot = scenario.snapshot();
        FleetIndex index = new FleetIndex(snapshot, Goals.of(snapshot));
        Draft draft = FastPath.place(snapshot, index);
        Lots lots = Lots.of(draft, index);
        assertThat(lots.owner(1)).isEqualTo(1);
        assertThat(draft.bids(1)).as("one region bids").isEmpty();
        assertThat(index.prospects(draft.seats().get(1).allocation().requirement()).node(0))
                .isEqualTo(Bids.NONE);
    }
}
