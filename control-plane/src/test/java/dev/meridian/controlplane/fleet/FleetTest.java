package dev.meridian.controlplane.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.Accelerator;
import dev.meridian.controlplane.fleet.model.AdminOrder;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.Coordinates;
import dev.meridian.controlplane.fleet.model.DrainOrder;
import dev.meridian.controlplane.fleet.model.Edit;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeCapacity;
import dev.meridian.controlplane.fleet.model.NodeFilter;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodePool;
import dev.meridian.controlplane.fleet.model.NodePoolEdit;
import dev.meridian.controlplane.fleet.model.NodeRegistration;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.fleet.model.PlaceClaim;
import dev.meridian.controlplane.fleet.model.PlaceInFleet;
import dev.meridian.controlplane.fleet.model.Region;
import dev.meridian.controlplane.fleet.model.RegionEdit;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.fleet.model.RegionPairEdit;
import dev.meridian.controlplane.fleet.model.Registration;
import dev.meridian.controlplane.fleet.model.Taint;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.support.MeridianTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MeridianTest(shared = true)
class FleetTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Fleet fleet;
    private final FleetQueries queries;

    FleetTest(@Autowired Fleet fleet, @Autowired FleetQueries queries) {
        this.fleet = fleet;
        this.queries = queries;
    }

    @Test
    void aHostThatEnrolsBringsItsRegionClusterAndPool() {
        NodeId node = enrol("eu-1", "gpu-host");

        Node seen = queries.node(node).orElseThrow();
        assertThat(seen.region()).isEqualTo(new RegionName("eu-1"));
        assertThat(seen.state()).isEqualTo(NodeState.LOST);
        assertThat(seen.capacity()).isEqualTo(NodeCapacity.NONE);
    }

    @Test
    void twoHostsOfOneNameAreToldApart() {
        NodeId first = enrol("eu-2", "twin");
        NodeId second = enrol("eu-2", "twin");
        NodeId elsewhere = enrol("eu-3", "twin");

        assertThat(List.of(name(first), name(second), name(elsewhere)))
                .containsExactly("twin", "twin-2", "twin");
    }

    @Test
    void registrationTellsWhatTheHostIsAndHas() {
        NodeId node = enrol("eu-4", "host");

        Registration first = fleet.register(said(node, "boot-1"), NOW);

        assertThat(first).isEqualTo(new Registration.Registered(node, Contact.LOST, false));
        Node seen = queries.node(node).orElseThrow();
        assertThat(seen.state()).isEqualTo(NodeState.READY);
        assertThat(seen.capacity().accelerators()).hasSize(2);
        assertThat(seen.drivers()).containsExactlyInAnyOrder("sandbox", "process");
        assertThat(seen.labels())
                .containsEntry("zone", "a")
                .containsEntry("region", "eu-4")
                .containsEntry("node", "host")
                .containsEntry("gpu.model", "H100")
                .containsEntry("gpu.memory", "80Gi")
                .containsEntry("gpu.count", "2")
                .containsEntry("spot", "false");
    }

    @Test
    void sayingTheSameTwiceChangesNothingButHealth() {
        NodeId node = enrol("eu-5", "host");
        fleet.register(said(node, "boot-1"), NOW);
        long version = queries.node(node).orElseThrow().version();

        Registration again = fleet.register(said(node, "boot-1"), NOW.plusSeconds(60));
        Registration afterRestart = fleet.register(said(node, "boot-2"), NOW.plusSeconds(120));

        assertThat(again).isEqualTo(new Registration.Registered(node, Contact.READY, false));
        assertThat(afterRestart).isEqualTo(new Registration.Registered(node, Contact.READY, true));
        assertThat(queries.node(node).orElseThrow().version()).isEqualTo(version);
    }

    @Test
    void aClockThatIsSetBackIsFollowed() {
        NodeId node = enrol("eu-5", "host");
        fleet.register(said(node, "boot-1"), NOW);
        fleet.heard(List.of(node), NOW.plusSeconds(600));
        fleet.heard(List.of(node), NOW.plusSeconds(590));
        assertThat(queries.node(node).orElseThrow().health().lastHeard())
                .as("out of order")
                .isEqualTo(NOW.plusSeconds(600));
        fleet.heard(List.of(node), NOW.plusSeconds(3));
        assertThat(queries.node(node).orElseThrow().health().lastHeard())
                .isEqualTo(NOW.plusSeconds(3));
    }

    @Test
    void streamsThatEndTogetherLeaveTheNewerOnesAlone() {
        NodeId gone = enrol("eu-5", "gone");
        NodeId back = enrol("eu-5", "back");
        fleet.register(said(gone, "boot-1"), NOW);
        fleet.register(said(back, "boot-1"), NOW);
        fleet.register(said(back, "boot-1"), NOW.plusSeconds(1));

        fleet.disconnected(Map.of(gone, NOW, back, NOW));

        assertThat(queries.node(gone).orElseThrow().health().connectedSince()).isNull();
        assertThat(queries.node(back).orElseThrow().health().connectedSince())
                .isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void aNodeCannotMoveToAnotherPlaceByItsWord() {
        NodeId node = enrol("eu-6", "host");
        var claim = new PlaceClaim("us-1", "c1", "default");

        Registration answer =
                fleet.register(
                        new NodeRegistration(
                                node, claim, "b", "1", Map.of(), NodeCapacity.NONE, Set.of(), ""),
                        NOW);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Registration.Refused.class,
                        refused ->
                                assertThat(refused.why())
                                        .contains("\"eu-6\" was granted, \"us-1\" is claimed"));
    }

    @Test
    void silenceTurnsSuspectThenLostAndAHeartbeatBringsBack() {
        NodeId silent = enrol("eu-7", "silent");
        NodeId heard = enrol("eu-7", "heard");
        fleet.register(said(silent, "b"), NOW);
        fleet.register(said(heard, "b"), NOW);
        Instant later = NOW.plusSeconds(30);
        fleet.heard(List.of(heard), later);
        List<NodeId> both = List.of(silent, heard);

        assertThat(queries.silent(Contact.READY, later))
                .extracting("id")
                .contains(silent)
                .doesNotContain(heard);
        assertThat(fleet.contact(both, Contact.READY, Contact.SUSPECT, later, later))
                .containsExactly(silent);
        assertThat(fleet.contact(both, Contact.SUSPECT, Contact.LOST, later, later))
                .containsExactly(silent);
        assertThat(queries.node(silent).orElseThrow().state()).isEqualTo(NodeState.LOST);
        assertThat(fleet.heard(both, later.plusSeconds(1))).containsExactly(silent);
        assertThat(queries.node(silent).orElseThrow().state()).isEqualTo(NodeState.READY);
    }

    @Test
    void anEditFromAnOldVersionIsStale() {
        var name = new RegionName("eu-8");
        RegionEdit edit = new RegionEdit("aws", "EU", new Coordinates(52.5, 13.4));

        assertThat(fleet.putRegion(name, edit, 0L, NOW)).isInstanceOf(Edit.Missing.class);
        assertThat(fleet.putRegion(name, edit, null, NOW)).isInstanceOf(Edit.Created.class);
        Region there = region(name);
        assertThat(there.facts()).isEqualTo(edit);
        assertThat(fleet.putRegion(name, RegionEdit.UNSET, there.version(), NOW))
                .isInstanceOf(Edit.Changed.class);
        assertThat(fleet.putRegion(name, edit, there.version(), NOW))
                .isEqualTo(new Edit.Stale<Region>(region(name).version()));
        assertThat(region(name).jurisdiction()).isNull();
    }

    @Test
    void aPairNeedsBothItsRegions() {
        fleet.putRegion(new RegionName("eu-9"), RegionEdit.UNSET, null, NOW);
        fleet.putRegion(new RegionName("us-9"), RegionEdit.UNSET, null, NOW);
        var price = new RegionPairEdit(Money.ofDollars(0.02), 85.0, null);

        assertThat(fleet.putRegionPair(new RegionName("eu-9"), new RegionName("us-9"), price, null))
                .isInstanceOf(Edit.Created.class);
        assertThat(
                        fleet.putRegionPair(
                                new RegionName("eu-9"), new RegionName("nowhere"), price, null))
                .isEqualTo(new Edit.Missing<>("there is no region \"nowhere\""));
        assertThat(queries.fleet().pairs()).extracting("facts").contains(price);
    }

    @Test
    void whatAPoolIsGivenItsNodesHave() {
        NodeId node = enrol("eu-10", "host");
        fleet.register(said(node, "b"), NOW);
        NodePool pool = pool("eu-10");
        var facts =
                new NodePoolEdit(
                        Map.of("tier", "gold", "zone", "pool"),
                        List.of(new Taint("spot", "", Taint.Effect.NO_SCHEDULE)),
                        true,
                        Money.ofDollars(2.5),
                        1.4,
                        0,
                        10);

        assertThat(fleet.putNodePool(pool.id(), facts, pool.version()))
                .isInstanceOf(Edit.Changed.class);

        Node seen = queries.node(node).orElseThrow();
        assertThat(seen.pricePerHour()).isEqualTo(Money.ofDollars(2.5));
        assertThat(seen.relativeSpeed()).isEqualTo(1.4);
        assertThat(seen.taints()).isEqualTo(facts.taints());
        assertThat(seen.labels())
                .containsEntry("tier", "gold")
                .containsEntry("zone", "a")
                .containsEntry("spot", "true");
    }

    @Test
    void anOperatorsWishStandsOverContact() {
        NodeId node = enrol("eu-11", "host");
        fleet.register(said(node, "b"), NOW);

        assertThat(fleet.administer(node, AdminOrder.CORDON, "disk", null))
                .isInstanceOf(Edit.Changed.class);
        Node cordoned = queries.node(node).orElseThrow();
        assertThat(cordoned.state()).isEqualTo(NodeState.CORDONED);
        assertThat(cordoned.adminReason()).isEqualTo("disk");
        assertThat(fleet.drain(node, new DrainOrder("", null, false), cordoned.version() - 1, NOW))
                .isInstanceOf(Edit.Stale.class);
        assertThat(queries.nodes(new NodeFilter("eu-11", null, null, NodeState.CORDONED), null, 10))
                .hasSize(1);
        fleet.administer(node, AdminOrder.UNCORDON, "", null);
        assertThat(queries.node(node).orElseThrow().state()).isEqualTo(NodeState.READY);
    }

    @Test
    void revisionsGrow() {
        NodeId node = enrol("eu-12", "host");

        assertThat(fleet.nextRevisions(List.of(node))).containsEntry(node, 1L);
        assertThat(fleet.nextRevisions(List.of(node))).containsEntry(node, 2L);
    }

    private NodeId enrol(String region, String wish) {
        return fleet.enrol(new PlaceInFleet(new RegionName(region), "c1", "default"), wish, NOW);
    }

    private static NodeRegistration said(NodeId node, String boot) {
        var capacity =
                new NodeCapacity(
                        Millicores.ofCores(8),
                        Mebibytes.ofGibibytes(32),
                        Mebibytes.ofGibibytes(100),
                        0,
                        List.of(device(0), device(1)),
                        true);
        return new NodeRegistration(
                node,
                new PlaceClaim("", "", "default"),
                boot,
                "0.1",
                Map.of("zone", "a"),
                capacity,
                Set.of("sandbox", "process"),
                "10.0.0.1");
    }

    private static Accelerator device(int index) {
        return new Accelerator(
                index, "declared", "H100", Mebibytes.ofGibibytes(80), "d" + index, true);
    }

    private String name(NodeId node) {
        return queries.node(node).orElseThrow().name();
    }

    private Region region(RegionName name) {
        return queries.fleet().regions().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private NodePool pool(String region) {
        return queries.fleet().pools().stream()
                .filter(p -> p.region().value().equals(region))
                .findFirst()
                .orElseThrow();
    }
}
