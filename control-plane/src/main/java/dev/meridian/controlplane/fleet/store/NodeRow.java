package dev.meridian.controlplane.fleet.store;

import dev.meridian.controlplane.fleet.model.AdminState;
import dev.meridian.controlplane.fleet.model.DrainOrder;
import dev.meridian.controlplane.fleet.model.NodeCapacity;
import dev.meridian.controlplane.fleet.model.NodeRegistration;
import dev.meridian.controlplane.fleet.model.PlaceInFleet;
import dev.meridian.controlplane.fleet.model.RegionName;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
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
@Table(name = "nodes")
class NodeRow {
    @Id private UUID id = new UUID(0, 0);
    private UUID clusterId = new UUID(0, 0);

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "pool_id")
    private NodePoolRow pool = new NodePoolRow();

    private String name = "";

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> labels = Map.of();

    @JdbcTypeCode(SqlTypes.JSON)
    private List<TaintJson> taints = List.of();

    private long cpuMillis;
    private long memoryMib;
    private long diskMib;
    private long networkMbps;
    private boolean capacityDeclared;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<AcceleratorJson> accelerators = List.of();

    private List<String> drivers = List.of();
    private String address = "";
    private String agentVersion = "";
    private @Nullable Double pricePerHour;
    private @Nullable Double relativeSpeed;

    @Enumerated(EnumType.STRING)
    private AdminState adminState = AdminState.OPEN;

    private String adminReason = "";
    private @Nullable String drainReason;
    private @Nullable Instant drainSince;
    private @Nullable Instant drainDeadline;
    private boolean drainForce;
    private @Nullable Instant drainDoneAt;
    private Instant createdAt = Instant.EPOCH;
    @Version private long version;

    protected NodeRow() {}

    NodeRow(UUID id, NodePoolRow pool, String name, Instant createdAt) {
        this.id = id;
        this.clusterId = pool.cluster().id();
        this.pool = pool;
        this.name = name;
        this.createdAt = createdAt;
    }

    void register(NodeRegistration said) {
        NodeCapacity capacity = said.capacity();
        labels = said.labels();
        cpuMillis = capacity.cpu().value();
        memoryMib = capacity.memory().value();
        diskMib = capacity.disk().value();
        networkMbps = capacity.networkMbps();
        capacityDeclared = capacity.declared();
        accelerators = capacity.accelerators().stream().map(AcceleratorJson::of).toList();
        drivers = said.drivers().stream().sorted().toList();
        address = said.address();
        agentVersion = said.agentVersion();
    }

    void administer(AdminState state, String reason) {
        adminState = state;
        adminReason = reason;
    }

    /// From the first order on; the newest one's terms hold.
    void drain(DrainOrder order, Instant now) {
        drainReason = order.reason();
        drainSince = drainSince == null ? now : drainSince;
        drainDeadline = order.deadline() == null ? null : now.plus(order.deadline());
        drainForce = order.force();
        drainDoneAt = null;
    }

    void endDrain() {
        drainReason = null;
        drainSince = null;
        drainDeadline = null;
        drainForce = false;
        drainDoneAt = null;
    }

    /// @return whether that is news
    boolean drained(Instant now) {
        if (drainSince == null || drainDoneAt != null) {
            return false;
        }
        drainDoneAt = now;
        return true;
    }

    UUID id() {
        return id;
    }

    AdminState adminState() {
        return adminState;
    }

    long version() {
        return version;
    }

    PlaceInFleet place() {
        return new PlaceInFleet(
                new RegionName(pool.cluster().region()), pool.cluster().name(), pool.name());
    }
}
