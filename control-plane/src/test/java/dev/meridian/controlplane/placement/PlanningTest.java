package dev.meridian.controlplane.placement;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.fleet.model.Taint;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.jobs.model.spec.Operator;
import dev.meridian.controlplane.jobs.model.spec.PlacementOption;
import dev.meridian.controlplane.jobs.model.spec.RegionPattern;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.PendingExplanation;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.QueuePosition;
import dev.meridian.controlplane.placement.model.Tenure;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What goes where, and what is said of what goes nowhere.
class PlanningTest {

    private static Scenario twoRegions() {
        return new Scenario()
                .region("eu-west", "EU")
                .region("us-east", "US")
                .node("eu-1", "eu-west", 4)
                .node("eu-2", "eu-west", 4)
                .node("us-1", "us-east", 8);
    }

    private static Plan plan(Scenario scenario) {
        return new Planning(SolverSettings.byMoves(2000)).plan(scenario.snapshot());
    }

    private static PlacementDecision decision(Plan plan, String group, int index) {
        return plan.decisions().stream()
                .filter(one -> one.allocation().equals(Scenario.allocationId(group, index)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not placed: " + plan.pending()));
    }

    private static PendingExplanation waiting(Plan plan, String group) {
        return requireNonNull(
                plan.pending().get(Scenario.allocationId(group, 0)),
                () -> "not waiting: " + plan.decisions());
    }

    @Test
    void anOrdinaryJobIsPlacedWithItsReasons() {
        Plan plan = plan(twoRegions().pending(group("a")));
        PlacementDecision decision = decision(plan, "a", 0);
        assertThat(decision.goals())
                .extracting("name")
                .contains("price", "fragmentation", "egress");
        assertThat(decision.goals()).allSatisfy(goal -> assertThat(goal.sentence()).isNotBlank());
        assertThat(decision.runnerUp()).isNotNull();
        assertThat(plan.pending()).isEmpty();
    }

    @Test
    void twoSharesLandOnOneDevice() {
        Plan plan = plan(twoRegions().pending(group("a").count(2).share(500)));
        assertThat(decision(plan, "a", 0).devices()).isEqualTo(decision(plan, "a", 1).devices());
        assertThat(decision(plan, "a", 0).node()).isEqualTo(decision(plan, "a", 1).node());
        assertThat(decision(plan, "a", 0).devices()).containsExactly(new DeviceShare(0, 500));
    }

    @Test
    void aShareNeverSpillsOverTwoDevices() {
        Scenario busy =
                new Scenario()
                        .region("r", "EU")
                        .node("n", "r", 2)
                        .running(
                                "n",
                                Scenario.cores(1),
                                new DeviceShare(0, 600),
                                new DeviceShare(1, 600))
                        .pending(group("a").share(500));
        PendingExplanation why = waiting(plan(busy), "a");
        assertThat(why.token()).isEqualTo(PendingToken.INSUFFICIENT_RESOURCES);
        assertThat(why.sentence())
                .isEqualTo("needs 0.5 of one H100, the most free on one node is 0.4");
        assertThat(why.wouldFitIf()).extracting("change").containsExactly("a share of 0.4 or less");
    }

    @Test
    void whatIsBusyAndWhatIsTooSmallAreToldApart() {
        Scenario scenario =
                new Scenario()
                        .region("r", "EU")
                        .node("small", "r", 4)
                        .node("busy", "r", 8)
                        .running(
                                "busy",
                                Scenario.cores(1),
                                whole(0),
                                whole(1),
                                whole(2),
                                whole(3),
                                whole(4))
                        .pending(group("a").gpus(8))
                        .pending(group("b").gpus(16));
        Plan plan = plan(scenario);
        PendingExplanation a = waiting(plan, "a");
        assertThat(a.token()).isEqualTo(PendingToken.INSUFFICIENT_RESOURCES);
        assertThat(a.sentence()).isEqualTo("needs 8 × H100, the most free on one node is 3");
        assertThat(a.numbers()).containsEntry("needed", 8L).containsEntry("free", 3L);
        assertThat(a.otherReasons())
                .extracting("sentence")
                .containsExactly("needs 8 × H100, the largest node has 4");
        assertThat(a.wouldFitIf().getFirst().change()).isEqualTo("accelerators: 4 × H100 or fewer");
        PendingExplanation b = waiting(plan, "b");
        assertThat(b.token()).isEqualTo(PendingToken.NO_MATCHING_NODE);
        assertThat(b.vetoes()).allSatisfy(one -> assertThat(one.veto().waitingHelps()).isFalse());
        assertThat(b.queue()).isEqualTo(new QueuePosition("default", 2));
    }

    @Test
    void residencyKeepsAJobWaitingRatherThanLetItLeave() {
        Plan plan =
                plan(
                        twoRegions()
                                .pending(group("a").residency("CH"))
                                .pending(group("b").residency("US")));
        assertThat(waiting(plan, "a").token()).isEqualTo(PendingToken.RESIDENCY_FORBIDS);
        assertThat(waiting(plan, "a").wouldFitIf())
                .extracting("change")
                .contains("residency that allows EU");
        assertThat(decision(plan, "b", 0).node()).isEqualTo(Scenario.nodeId("us-1"));
    }

    @Test
    void aRegionWithoutJurisdictionSatisfiesNoResidency() {
        Plan plan =
                plan(
                        new Scenario()
                                .region("r", "")
                                .node("n", "r", 0)
                                .pending(group("a").residency("EU")));
        assertThat(waiting(plan, "a").token()).isEqualTo(PendingToken.RESIDENCY_FORBIDS);
        assertThat(waiting(plan, "a").sentence()).contains("states no jurisdiction");
    }

    @Test
    void onlyReadyNodesTakeWork() {
        Scenario scenario =
                new Scenario()
                        .region("r", "EU")
                        .node("lost", "r", 0, node -> node.state(NodeState.LOST))
                        .node("cordoned", "r", 0, node -> node.state(NodeState.CORDONED))
                        .pending(group("a"));
        PendingExplanation why = waiting(plan(scenario), "a");
        assertThat(why.token()).isEqualTo(PendingToken.INSUFFICIENT_RESOURCES);
        assertThat(why.vetoes().getFirst().nodes()).isEqualTo(2);
        assertThat(why.vetoes().getFirst().veto().waitingHelps()).isTrue();
    }

    @Test
    void taintsRepelAndTolerationsOpen() {
        Scenario scenario =
                new Scenario()
                        .region("r", "EU")
                        .node(
                                "n",
                                "r",
                                0,
                                node ->
                                        node.taints(
                                                new Taint("spot", "", Taint.Effect.NO_SCHEDULE)))
                        .pending(group("a"))
                        .pending(group("b").tolerates("spot"));
        Plan plan = plan(scenario);
        assertThat(waiting(plan, "a").wouldFitIf())
                .extracting("change")
                .containsExactly("a toleration of spot");
        assertThat(decision(plan, "b", 0).node()).isEqualTo(Scenario.nodeId("n"));
    }

    @Test
    void aGangIsWholeOrNothing() {
        Plan plan =
                plan(
                        twoRegions()
                                .pending(group("a").count(2).gpus(8).gang())
                                .pending(group("b").count(4).gpus(4).gang())
                                .pending(group("c").count(2).gpus(1).gang()));
        assertThat(waiting(plan, "a").token()).isEqualTo(PendingToken.NO_MATCHING_NODE);
        assertThat(waiting(plan, "a").sentence())
                .isEqualTo("needs 2 instances at once, the empty fleet could hold 1");
        assertThat(plan.decisions()).hasSize(4);
        assertThat(waiting(plan, "c").token()).isEqualTo(PendingToken.INSUFFICIENT_RESOURCES);
    }

    @Test
    void aGangOverSeveralGroupsStartsTogether() {
        Scenario scenario =
                twoRegions()
                        .pending(group("servers").cores(4).count(2).gang("train", "all", 2))
                        .pending(group("workers").gpus(8).count(2).gang("train", "all", 2));
        Plan plan = plan(scenario);
        assertThat(plan.decisions()).isEmpty();
        assertThat(waiting(plan, "workers").token()).isEqualTo(PendingToken.NO_MATCHING_NODE);
    }

    @Test
    void aRequiredTopologyKeepsAGroupTogether() {
        Plan plan = plan(twoRegions().pending(group("a").count(3).gpus(2).within("region").gang()));
        assertThat(plan.decisions()).hasSize(3);
        long american =
                plan.decisions().stream()
                        .filter(one -> one.node().equals(Scenario.nodeId("us-1")))
                        .count();
        assertThat(american).isIn(0L, 3L);
    }

    @Test
    void whatNoDomainCanHoldSaysSo() {
        Plan plan = plan(twoRegions().pending(group("a").count(3).gpus(4).within("region").gang()));
        assertThat(waiting(plan, "a").token()).isEqualTo(PendingToken.TOPOLOGY_CANNOT_FIT);
        assertThat(waiting(plan, "a").sentence())
                .isEqualTo("needs 3 instances at once in one region, the empty fleet could hold 2");
    }

    @Test
    void spreadReachesOverRegionsAndRespectsTheMost() {
        Plan plan = plan(twoRegions().pending(group("a").count(4).spread("region", 2, 2)));
        long european =
                plan.decisions().stream()
                        .filter(one -> !one.node().equals(Scenario.nodeId("us-1")))
                        .count();
        assertThat(plan.decisions()).hasSize(4);
        assertThat(european).isEqualTo(2);
    }

    @Test
    void antiAffinityIsSpreadByNode() {
        Plan plan = plan(twoRegions().pending(group("a").count(4).spread("node", 0, 1)));
        assertThat(plan.decisions())
                .extracting(PlacementDecision::node)
                .hasSize(3)
                .doesNotHaveDuplicates();
        assertThat(plan.pending().values())
                .extracting(PendingExplanation::token)
                .containsExactly(PendingToken.TOPOLOGY_CANNOT_FIT);
    }

    @Test
    void theCheaperNodeWins() {
        Scenario scenario =
                new Scenario()
                        .region("r", "EU")
                        .node("dear", "r", 0, node -> node.price(4))
                        .node("cheap", "r", 0, node -> node.price(1).spot())
                        .pending(group("a").cores(8))
                        .pending(
                                group("b")
                                        .cores(8)
                                        .anyOf(new PlacementOption(new RegionPattern("r"), false)));
        Plan plan = plan(scenario);
        assertThat(decision(plan, "a", 0).node()).isEqualTo(Scenario.nodeId("cheap"));
        assertThat(decision(plan, "a", 0).pricePerHour().dollars()).isEqualTo(0.125);
        assertThat(decision(plan, "b", 0).node()).isEqualTo(Scenario.nodeId("dear"));
    }

    @Test
    void aPoolAboveItsTargetIsLeftToWhatNeedsIt() {
        Scenario scenario =
                new Scenario()
                        .region("eu", "EU")
                        .region("us", "US")
                        .node("cheap", "eu", 10, node -> node.price(10))
                        .node("dear", "us", 10, node -> node.price(15))
                        .running("other", "cheap", 0, 8, Tenure.FIRM)
                        .pending(group("a").gpus(1));
        assertThat(decision(plan(scenario), "a", 0).node()).isEqualTo(Scenario.nodeId("cheap"));
        PlacementDecision aimed = decision(plan(scenario.target(0.7)), "a", 0);
        assertThat(aimed.node()).isEqualTo(Scenario.nodeId("dear"));
        assertThat(aimed.goals())
                .anySatisfy(goal -> {
                    assertThat(goal.name()).isEqualTo("target-utilisation");
                    assertThat(goal.sentence())
                            .isEqualTo("pool default is taken to 0.0%, its target is 70.0%");
                });
    }

    @Test
    void roomIsKeptForServicesThatAreForetoldToGrow() {
        Scenario scenario =
                new Scenario()
                        .region("eu", "EU")
                        .region("us", "US")
                        .node("cheap", "eu", 10, node -> node.price(10))
                        .node("dear", "us", 10, node -> node.price(15))
                        .running("other", "cheap", 0, 4, Tenure.FIRM)
                        .headroom("eu", 6, 0)
                        .pending(group("batch").gpus(2))
                        .pending(group("service").gpus(2).service());
        Plan plan = plan(scenario);
        assertThat(decision(plan, "batch", 0).node()).isEqualTo(Scenario.nodeId("dear"));
        assertThat(decision(plan, "service", 0).node()).isEqualTo(Scenario.nodeId("cheap"));
    }

    @Test
    void workGoesToItsData() {
        Plan plan =
                plan(
                        twoRegions()
                                .link("us-east", "eu-west", 0.09, 1000)
                                .pending(group("a").data("us-east", 900)));
        assertThat(decision(plan, "a", 0).node()).isEqualTo(Scenario.nodeId("us-1"));
    }

    @Test
    void servicesSpreadAndBatchPacks() {
        Plan plan =
                plan(
                        twoRegions()
                                .pending(group("s").count(3).cores(4).service())
                                .pending(group("b").count(3).cores(4)));
        assertThat(plan.decisions().stream().limit(3).map(PlacementDecision::node))
                .doesNotHaveDuplicates();
        assertThat(plan.decisions().stream().skip(3).map(PlacementDecision::node).distinct())
                .hasSize(1);
    }

    @Test
    void moreImportantWorkIsServedFirst() {
        Scenario scenario =
                new Scenario()
                        .region("r", "EU")
                        .node("n", "r", 1)
                        .pending(group("low").gpus(1).priority(100))
                        .pending(group("high").gpus(1).priority(800));
        Plan plan = plan(scenario);
        assertThat(decision(plan, "high", 0)).isNotNull();
        assertThat(waiting(plan, "low").token()).isEqualTo(PendingToken.INSUFFICIENT_RESOURCES);
    }

    @Test
    void constraintsCompareQuantities() {
        Scenario scenario =
                new Scenario()
                        .region("r", "EU")
                        .node("n", "r", 1, node -> node.labels(Map.of("net", "100")))
                        .pending(
                                group("a")
                                        .constraint("gpu.memory", Operator.AT_LEAST, "80Gi")
                                        .constraint("net", Operator.GREATER, "25"))
                        .pending(group("b").constraint("gpu.memory", Operator.GREATER, "80Gi"));
        Plan plan = plan(scenario);
        assertThat(decision(plan, "a", 0)).isNotNull();
        assertThat(waiting(plan, "b").wouldFitIf())
                .extracting("change")
                .containsExactly("without gpu.memory > 80Gi");
    }

    @Test
    void anEmptyFleetIsNoMatch() {
        PendingExplanation why = waiting(plan(new Scenario().pending(group("a"))), "a");
        assertThat(why.token()).isEqualTo(PendingToken.NO_MATCHING_NODE);
        assertThat(why.sentence()).isEqualTo("there are no nodes yet");
    }

    @Test
    void aRetryAvoidsTheNodeThatWasLost() {
        Plan plan = plan(twoRegions().pending(group("a").gpus(8).avoid("us-1")));
        assertThat(waiting(plan, "a").wouldFitIf())
                .extracting("change")
                .contains("a retry on the same node");
    }

    @Test
    void memoryAndDiskAreHard() {
        Scenario scenario =
                twoRegions()
                        .pending(group("m").amounts(Amounts.of(1000, 600 * 1024, 0)))
                        .pending(group("d").amounts(Amounts.of(1000, 1024, 2048 * 1024)))
                        .pending(group("g").accelerators(AcceleratorNeed.whole("TPU", 1)));
        Plan plan = plan(scenario);
        assertThat(List.of(waiting(plan, "m"), waiting(plan, "d"), waiting(plan, "g")))
                .allSatisfy(
                        why -> assertThat(why.token()).isEqualTo(PendingToken.NO_MATCHING_NODE));
        assertThat(waiting(plan, "m").sentence())
                .isEqualTo("needs 600Gi of memory, the largest node has 512Gi");
        assertThat(waiting(plan, "g").sentence())
                .isEqualTo("needs 1 × TPU, the largest node has 0");
    }

    private static DeviceShare whole(int device) {
        return new DeviceShare(device, 1000);
    }
}
