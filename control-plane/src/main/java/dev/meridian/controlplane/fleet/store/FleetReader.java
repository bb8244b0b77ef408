package dev.meridian.controlplane.fleet.store;

import dev.meridian.controlplane.fleet.model.Cluster;
import dev.meridian.controlplane.fleet.model.FleetSign;
import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeHealth;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodePool;
import dev.meridian.controlplane.fleet.model.Region;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// Reads the whole fleet at once. What an agent said of itself is long and changes rarely, so it is
/// kept by version and only rows whose version grew are read again; health is read anew each time.
@Component
public class FleetReader {
    private final FleetSql sql;
    private final Map<UUID, Kept> kept = new ConcurrentHashMap<>();

    FleetReader(FleetSql sql) {
        this.sql = sql;
    }

    /// What a node was described with, as it was then.
    record Parents(NodePool pool, Cluster cluster, Region region) {}

    private record Kept(NodeFacts facts, Parents parents, Node node) {}

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public FleetState read() {
        List<Region> regions = sql.regions();
        List<Cluster> clusters = sql.clusters();
        List<NodePool> pools = sql.pools();
        return new FleetState(
                regions, sql.pairs(), clusters, pools, nodes(regions, clusters, pools));
    }

    @Transactional(readOnly = true)
    public List<Region> regions() {
        return sql.regions();
    }

    public FleetSign sign() {
        return sql.sign();
    }

    public FleetSign sign(NodeId node) {
        return sql.sign(node);
    }

    private List<Node> nodes(List<Region> regions, List<Cluster> clusters, List<NodePool> pools) {
        var regionOf = byKey(regions, Region::name);
        var clusterOf = byKey(clusters, Cluster::id);
        var poolOf = byKey(pools, NodePool::id);
        List<NodePulse> pulses = sql.pulses();
        Map<UUID, NodeFacts> changed = changed(pulses);
        List<Node> nodes = new ArrayList<>(pulses.size());
        for (NodePulse pulse : pulses) {
            NodePool pool = poolOf.get(pulse.pool());
            Cluster cluster = pool == null ? null : clusterOf.get(pool.clusterId());
            Region region = pool == null ? null : regionOf.get(pool.region());
            if (pool == null || cluster == null || region == null) {
                throw new IllegalStateException(
                        "node " + pulse.id() + " has no pool, cluster or region");
            }
            Kept now =
                    keep(
                            kept.get(pulse.id()),
                            changed.get(pulse.id()),
                            new Parents(pool, cluster, region),
                            pulse);
            kept.put(pulse.id(), now);
            nodes.add(now.node());
        }
        if (kept.size() > pulses.size()) {
            kept.keySet().retainAll(pulses.stream().map(NodePulse::id).collect(Collectors.toSet()));
        }
        return nodes;
    }

    private static Kept keep(
            @Nullable Kept before, @Nullable NodeFacts read, Parents parents, NodePulse pulse) {
        if (read == null && before != null && before.parents().equals(parents)) {
            return new Kept(
                    before.facts(), before.parents(), withHealth(before.node(), pulse.health()));
        }
        NodeFacts facts = read != null ? read : before == null ? null : before.facts();
        if (facts == null) {
            throw new IllegalStateException("node " + pulse.id() + " was neither kept nor read");
        }
        return new Kept(facts, parents, facts.describe(pulse, parents));
    }

    private Map<UUID, NodeFacts> changed(Collection<NodePulse> pulses) {
        List<UUID> ids = new ArrayList<>();
        for (NodePulse pulse : pulses) {
            Kept before = kept.get(pulse.id());
            if (before == null || before.facts().version() != pulse.version()) {
                ids.add(pulse.id());
            }
        }
        return ids.isEmpty() ? Map.of() : byKey(sql.facts(ids), NodeFacts::id);
    }

    private static Node withHealth(Node node, NodeHealth health) {
        return node.health().equals(health) ? node : node.with(health);
    }

    private static <K, V> Map<K, V> byKey(List<V> values, Function<V, K> key) {
        return values.stream().collect(Collectors.toMap(key, Function.identity()));
    }
}
