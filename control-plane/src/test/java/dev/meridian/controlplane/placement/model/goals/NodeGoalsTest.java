package dev.meridian.controlplane.placement.model.goals;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.meridian.controlplane.fleet.model.Coordinates;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.fleet.model.Taint;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.jobs.model.spec.Operator;
import dev.meridian.controlplane.jobs.model.spec.PlacementOption;
import dev.meridian.controlplane.jobs.model.spec.RegionPattern;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.placement.GroupBuilder;
import dev.meridian.controlplane.placement.Scenario;
import dev.meridian.controlplane.placement.Scenario.NodeBuilder;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Purse;
import dev.meridian.controlplane.placement.model.Region;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Stakes;
import dev.meridian.controlplane.placement.model.Veto;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Each goal about one allocation on one node, by itself.
class NodeGoalsTest {

    private static NodeView node(int gpus, UnaryOperator<NodeBuilder> change, DeviceShare... held) {
        return new Scenario()
                .region("eu-west", "EU")
                .node("n", "eu-west", gpus, change)
                .running("n", Amounts.of(4_000, 12 * 1024, 1024), held)
                .snapshot()
                .rooms()
                .values()
                .iterator()
                .next();
    }

    private static NodeView node(int gpus, DeviceShare... held) {
        return node(gpus, one -> one, held);
    }

    private static Requirement asks(UnaryOperator<GroupBuilder> change) {
        return new Scenario()
                .pending(change.apply(group("a")))
                .snapshot()
                .groups()
                .getFirst()
                .allocations()
                .getFirst()
                .requirement();
    }

    private static void assertMet(NodeRule rule, Requirement requirement, NodeView view) {
        assertThat(rule.missing(requirement, view)).as(rule.name()).isZero();
    }

    private static Veto veto(NodeRule rule, Requirement requirement, NodeView view) {
        assertThat(rule.missing(requirement, view)).as(rule.name()).isPositive();
        assertThat(rule.relaxed(requirement, view)).isNotBlank();
        Veto veto = rule.veto(requirement, view);
        assertThat(veto.goal()).isEqualTo(rule.name());
        return veto;
    }

    @Test
    void cpu() {
        assertMet(new CpuCapacity(), asks(job -> job.cores(60)), node(0));
        Veto busy = veto(new CpuCapacity(), asks(job -> job.cores(61.5)), node(0));
        assertThat(busy.sentence()).isEqualTo("needs 61.5 cores, the most free on one node is 60");
        assertThat(busy.missing()).isEqualTo(1500);
        assertThat(busy.waitingHelps()).isTrue();
        Veto small = veto(new CpuCapacity(), asks(job -> job.cores(65)), node(0));
        assertThat(small.sentence()).isEqualTo("needs 65 cores, the largest node has 64");
        assertThat(small.waitingHelps()).isFalse();
    }

    @Test
    void memory() {
        assertMet(
                new MemoryCapacity(),
                asks(job -> job.amounts(Amounts.of(1, 500 * 1024, 0))),
                node(0));
        Veto busy =
                veto(
                        new MemoryCapacity(),
                        asks(job -> job.amounts(Amounts.of(1, 501 * 1024, 0))),
                        node(0));
        assertThat(busy.sentence())
                .isEqualTo("needs 501Gi of memory, the most free on one node is 500Gi");
    }

    @Test
    void disk() {
        assertMet(
                new DiskCapacity(),
                asks(job -> job.amounts(Amounts.of(1, 1, 1023 * 1024))),
                node(0));
        assertThat(
                        veto(
                                        new DiskCapacity(),
                                        asks(job -> job.amounts(Amounts.of(1, 1, 1024 * 1024))),
                                        node(0))
                                .sentence())
                .isEqualTo("needs 1024Gi of disk, the most free on one node is 1023Gi");
    }

    @Test
    void wholeAccelerators() {
        NodeView view = node(8, new DeviceShare(0, 1000), new DeviceShare(3, 100));
        assertMet(new WholeAccelerators(), asks(job -> job.gpus(6)), view);
        assertMet(new WholeAccelerators(), asks(job -> job.share(500)), view);
        assertThat(veto(new WholeAccelerators(), asks(job -> job.gpus(8)), view).sentence())
                .isEqualTo("needs 8 × H100, the most free on one node is 6");
        Veto other =
                veto(
                        new WholeAccelerators(),
                        asks(job -> job.accelerators(AcceleratorNeed.whole("A100", 1))),
                        view);
        assertThat(other.token()).isEqualTo(PendingToken.NO_MATCHING_NODE);
    }

    @Test
    void aShareFitsOneDevice() {
        NodeView view = node(2, new DeviceShare(0, 600), new DeviceShare(1, 700));
        assertMet(new AcceleratorShare(), asks(job -> job.share(400)), view);
        assertThat(veto(new AcceleratorShare(), asks(job -> job.share(500)), view).missing())
                .isEqualTo(100);
    }

    @Test
    void overCapacityIsCountedWhateverIsAsked() {
        NodeView view =
                node(
                        1,
                        one -> one.capacity(Amounts.of(1_000, 1024, 0)),
                        new DeviceShare(0, 600),
                        new DeviceShare(0, 600));
        assertThat(new CpuCapacity().overflow(view)).isEqualTo(3_000);
        assertThat(new MemoryCapacity().overflow(view)).isEqualTo(11 * 1024);
        assertThat(new DiskCapacity().overflow(view)).isEqualTo(1024);
        assertThat(new AcceleratorShare().overflow(view)).isEqualTo(200);
    }

    @Test
    void driver() {
        assertMet(new DriverOffered(), asks(job -> job.driver("process")), node(0));
        assertThat(
                        veto(new DriverOffered(), asks(job -> job.driver("container")), node(0))
                                .sentence())
                .isEqualTo("needs the driver container, the node offers process, sandbox");
    }

    @Test
    void constraints() {
        Requirement requirement =
                asks(job ->
                        job.constraint("gpu.memory", Operator.AT_LEAST, "81920Mi")
                                .constraint("arch", Operator.EQUAL, "arm64"));
        NodeView matching = node(1, one -> one.labels(Map.of("arch", "arm64")));
        assertMet(new Constraints(), requirement, matching);
        assertThat(veto(new Constraints(), requirement, node(1)).sentence())
                .isEqualTo("needs arch = arm64, the node does not say");
    }

    @Test
    void taints() {
        NodeView spot = node(0, one -> one.taints(new Taint("spot", "", Taint.Effect.NO_SCHEDULE)));
        assertMet(new Taints(), asks(job -> job.tolerates("spot")), spot);
        assertThat(veto(new Taints(), asks(job -> job), spot).sentence())
                .isEqualTo("does not tolerate the taint spot");
        NodeView shy =
                node(0, one -> one.taints(new Taint("spot", "", Taint.Effect.PREFER_NO_SCHEDULE)));
        assertMet(new Taints(), asks(job -> job), shy);
        assertThat(new PreferredTaints().cost(asks(job -> job), shy.node())).isEqualTo(1);
        assertThat(new PreferredTaints().cost(asks(job -> job.tolerates("spot")), shy.node()))
                .isZero();
    }

    @Test
    void residency() {
        assertMet(new Residency(), asks(job -> job.residency("CH", "EU")), node(0));
        assertThat(veto(new Residency(), asks(job -> job.residency("US")), node(0)).sentence())
                .isEqualTo("may run in US only; region eu-west lies in EU");
    }

    @Test
    void anyOf() {
        PlacementOption europe = new PlacementOption(new RegionPattern("eu-*"), null);
        PlacementOption spotInUs = new PlacementOption(new RegionPattern("us-east"), true);
        assertMet(new AllowedPlaces(), asks(job -> job.anyOf(spotInUs, europe)), node(0));
        assertThat(veto(new AllowedPlaces(), asks(job -> job.anyOf(spotInUs)), node(0)).sentence())
                .isEqualTo("may run in: region us-east, spot");
    }

    @Test
    void latency() {
        LatencyLimit rule =
                new LatencyLimit(
                        new Scenario().latency("us-east", "eu-west", 80).snapshot().links());
        assertMet(rule, asks(job -> job), node(0));
        assertMet(rule, asks(job -> job.near("eu-west", 1)), node(0));
        assertMet(rule, asks(job -> job.near("us-east", 80)), node(0));
        Veto far = veto(rule, asks(job -> job.near("us-east", 30.5)), node(0));
        assertThat(far.sentence())
                .isEqualTo("must be within 30.5 ms of us-east; of region eu-west it is 80 ms");
        assertThat(far.missing()).isEqualTo(49_500);
        assertThat(veto(rule, asks(job -> job.near("ap-1", 30)), node(0)).sentence())
                .isEqualTo("must be within 30 ms of ap-1; of region eu-west no latency is known");
    }

    @Test
    void latencyToClients() {
        LatencyLimit rule = new LatencyLimit(Map.of());
        Region frankfurt = new Region("eu", "EU", null, new Coordinates(50.11, 8.68));
        Requirement berlin = asks(job -> job.nearClients(52.52, 13.40, 10));
        assertMet(rule, berlin, at(frankfurt));
        Requirement tokyo = asks(job -> job.nearClients(35.68, 139.69, 30));
        // 9,340 km as the crow flies, a quarter more by cable
        assertThat(veto(rule, tokyo, at(frankfurt)).sentence())
                .isEqualTo(
                        "must be within 30 ms of clients at 35.68, 139.69; of region eu it is about 117 ms");
        assertThat(rule.relaxed(tokyo, at(frankfurt))).isEqualTo("latency.maxMs: 117 or more");
        assertThat(veto(rule, berlin, node(0)).sentence())
                .isEqualTo(
                        "must be within 10 ms of clients at 52.52, 13.4; of region eu-west nobody has said where it lies");
    }

    private static NodeView at(Region region) {
        return new Scenario()
                .region(region)
                .node("n", region.name(), 0)
                .snapshot()
                .rooms()
                .values()
                .iterator()
                .next();
    }

    @Test
    void nodeReady() {
        for (NodeState state : NodeState.values()) {
            NodeView view = node(0, one -> one.state(state));
            assertThat(new NodeReady().missing(asks(job -> job), view))
                    .isEqualTo(state == NodeState.READY ? 0 : 1);
        }
    }

    @Test
    void avoidedNode() {
        assertMet(new AvoidedNode(), asks(job -> job.avoid("other")), node(0));
        assertThat(veto(new AvoidedNode(), asks(job -> job.avoid("n")), node(0)).sentence())
                .contains("lost on n");
    }

    @Test
    void price() {
        NodeView view = node(4, one -> one.price(8).speed(2));
        assertThat(new Price().cost(asks(job -> job.gpus(1)), view.node()))
                .isCloseTo(1, within(1e-9));
        assertThat(Price.held(asks(job -> job.gpus(1)), view.node())).isCloseTo(2, within(1e-9));
    }

    private static Requirement asks(Purse purse) {
        return asks(job -> job.gpus(1).at(new Stakes(3, null, purse)));
    }

    @Test
    void completionTime() {
        NodeView fast = node(4, one -> one.speed(2));
        CompletionTime goal = new CompletionTime();
        assertThat(goal.cost(asks(job -> job), fast.node())).isZero();
        Requirement long9 = asks(job -> job.at(new Stakes(9, null, null)));
        assertThat(goal.cost(long9, fast.node())).isEqualTo(4.5);
        assertThat(goal.explain(long9, fast.node()))
                .isEqualTo("takes about 4.5 hours here, at 2.0 times the reference speed");
    }

    @Test
    void lateness() {
        NodeView fast = node(4, one -> one.speed(2));
        Lateness goal = new Lateness();
        assertThat(goal.cost(asks(job -> job.at(new Stakes(9, null, null))), fast.node())).isZero();
        assertThat(goal.cost(due(5.0), fast.node())).isZero();
        assertThat(goal.cost(due(3.0), fast.node())).isEqualTo(1.5);
        assertThat(goal.cost(due(-100.0), fast.node())).isEqualTo(4.5);
        assertThat(goal.explain(due(5.0), fast.node()))
                .isEqualTo("is foretold to end 0.5 hours before its deadline");
        assertThat(goal.explain(due(3.0), fast.node()))
                .isEqualTo("is foretold to end 1.5 hours after its deadline");
    }

    private static Requirement due(double slack) {
        return asks(job -> job.at(new Stakes(9, slack, null)));
    }

    @Test
    void hourlyCost() {
        // an accelerator of four: two dollars an hour
        NodeView view = node(4, one -> one.price(8).speed(2));
        HourlyCost rule = new HourlyCost();
        assertMet(rule, asks(job -> job.gpus(1)), view);
        assertMet(rule, asks(purse(2.0, 0, null, 0)), view);
        assertMet(rule, asks(purse(null, 9, 100.0, 0)), view);
        Veto dear = veto(rule, asks(purse(2.5, 1, null, 0)), view);
        assertThat(dear.token()).isEqualTo(PendingToken.EXCEEDS_BUDGET);
        assertThat(dear.missing()).isEqualTo(500_000);
        assertThat(dear.waitingHelps()).isTrue();
        assertThat(rule.relaxed(asks(purse(2.5, 1, null, 0)), view))
                .isEqualTo("budget.maxHourlyCost: 3.00");
        assertThat(veto(rule, asks(purse(1.0, 0, null, 0)), view).waitingHelps()).isFalse();
    }

    @Test
    void totalCost() {
        // three hours of the reference node are one and a half here
        NodeView view = node(4, one -> one.price(8).speed(2));
        TotalCost rule = new TotalCost();
        assertMet(rule, asks(job -> job.gpus(1)), view);
        assertMet(rule, asks(purse(null, 0, 4.0, 1)), view);
        Veto dear = veto(rule, asks(purse(null, 0, 4.0, 1.5)), view);
        assertThat(dear.token()).isEqualTo(PendingToken.EXCEEDS_BUDGET);
        assertThat(dear.missing()).isEqualTo(500_000);
        assertThat(rule.relaxed(asks(purse(null, 0, 4.0, 1.5)), view))
                .isEqualTo("budget.maxTotalCost: 4.50");
    }

    private static Purse purse(
            @Nullable Double hourly, double held, @Nullable Double total, double spent) {
        return new Purse(
                hourly == null ? null : Money.ofDollars(hourly),
                Money.ofDollars(held),
                total == null ? null : Money.ofDollars(total),
                Money.ofDollars(spent));
    }

    @Test
    void affinity() {
        NodeView view = node(0, one -> one.labels(Map.of("zone", "a")));
        assertThat(new AffinityMet().cost(asks(job -> job.likes("zone", "a", 50)), view.node()))
                .isZero();
        assertThat(new AffinityMet().cost(asks(job -> job.likes("zone", "b", 50)), view.node()))
                .isEqualTo(0.5);
        assertThat(new AffinityMet().cost(asks(job -> job.likes("zone", "a", -100)), view.node()))
                .isEqualTo(1);
    }
}
