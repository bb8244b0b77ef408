package dev.meridian.controlplane.fleet.store;

import dev.meridian.controlplane.fleet.model.NodePool;
import dev.meridian.controlplane.fleet.model.NodePoolEdit;
import dev.meridian.controlplane.fleet.model.PoolId;
import dev.meridian.controlplane.kernel.model.Money;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "node_pools")
class NodePoolRow {
    @Id private UUID id = new UUID(0, 0);

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "cluster_id")
    private ClusterRow cluster = new ClusterRow();

    private String name = "";

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> labels = Map.of();

    @JdbcTypeCode(SqlTypes.JSON)
    private List<TaintJson> taints = List.of();

    private boolean spot;
    private double pricePerHour;
    private double relativeSpeed = 1;
    private int minNodes;
    private @Nullable Integer maxNodes;
    private Instant createdAt = Instant.EPOCH;
    @Version private long version;

    protected NodePoolRow() {}

    NodePoolRow(UUID id, ClusterRow cluster, String name, Instant createdAt) {
        this.id = id;
        this.cluster = cluster;
        this.name = name;
        this.createdAt = createdAt;
    }

    void edit(NodePoolEdit edit) {
        labels = edit.labels();
        taints = edit.taints().stream().map(TaintJson::of).toList();
        spot = edit.spot();
        pricePerHour = edit.pricePerHour().dollars();
        relativeSpeed = edit.relativeSpeed();
        minNodes = edit.minNodes();
        maxNodes = edit.maxNodes();
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    ClusterRow cluster() {
        return cluster;
    }

    long version() {
        return version;
    }

    NodePool toPool() {
        var facts =
                new NodePoolEdit(
                        labels,
                        taints.stream().map(TaintJson::toTaint).toList(),
                        spot,
                        Money.ofDollars(pricePerHour),
                        relativeSpeed,
                        minNodes,
                        maxNodes);
        var home = cluster.toCluster();
        return new NodePool(
                new PoolId(id), home.id(), home.region(), home.name(), name, facts, version);
    }
}
