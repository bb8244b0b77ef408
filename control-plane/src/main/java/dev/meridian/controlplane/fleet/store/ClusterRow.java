package dev.meridian.controlplane.fleet.store;

import dev.meridian.controlplane.fleet.model.Cluster;
import dev.meridian.controlplane.fleet.model.ClusterId;
import dev.meridian.controlplane.fleet.model.RegionName;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "clusters")
class ClusterRow {
    @Id private UUID id = new UUID(0, 0);
    private String region = "";
    private String name = "";

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> labels = Map.of();

    private Instant createdAt = Instant.EPOCH;
    @Version private long version;

    protected ClusterRow() {}

    ClusterRow(UUID id, RegionName region, String name, Instant createdAt) {
        this.id = id;
        this.region = region.value();
        this.name = name;
        this.createdAt = createdAt;
    }

    void edit(Map<String, String> newLabels) {
        labels = newLabels;
    }

    UUID id() {
        return id;
    }

    String region() {
        return region;
    }

    String name() {
        return name;
    }

    long version() {
        return version;
    }

    Cluster toCluster() {
        return new Cluster(new ClusterId(id), new RegionName(region), name, labels, version);
    }
}
