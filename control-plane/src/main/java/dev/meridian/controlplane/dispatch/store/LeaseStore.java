package dev.meridian.controlplane.dispatch.store;

import dev.meridian.controlplane.dispatch.model.Renewal;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.jobs.model.AllocationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Leases on the database's clock: no clock of ours decides who may run.
@Repository
public class LeaseStore {
    /// A lease that somebody else holds locked is about to end or was just renewed: nobody waits
    /// for it. One that was ended by a known death, or is withheld by a drill, is not granted
    /// again.
    private static final String RENEW =
            """
            update leases l set expires_at = now() + l.length
              from (select allocation_id, epoch from leases
                     where node_id = any (:nodes) and expires_at > '-infinity' and withheld_by is null
                       for update skip locked) held
             where l.allocation_id = held.allocation_id and l.epoch = held.epoch
            returning l.node_id, l.allocation_id, l.epoch, (extract(epoch from l.length) * 1000)::bigint as millis
            """;

    private static final String END =
            """
            update leases set expires_at = '-infinity'
             where node_id = :node and expires_at > '-infinity' and not allocation_id = any (:held)
            """;

    /// What a plan placed on a node while its goodbye was on the way.
    private static final String END_OF_DEPARTED =
            """
            update leases l set expires_at = '-infinity' from node_health h
             where h.departed and l.node_id = h.node_id and l.expires_at > '-infinity'
            """;

    /// Who is cut off: `fence` has stopped by itself once the time to kill has passed too;
    /// `overlap` is replaced at once; `keep` waits for whoever returns.
    private static final String ENDED =
            """
            select allocation_id, epoch, node_id, region, cause
              from (select l.allocation_id, l.epoch, l.node_id, l.expires_at, t.region, g.priority,
                           case when l.withheld_by is null then 'SILENCE' else 'DRILL' end as cause,
                           row_number() over (
                               partition by t.region order by g.priority desc, l.expires_at) as rank
                      from leases l
                      join attempts t on t.allocation_id = l.allocation_id and t.epoch = l.epoch
                      join allocations a on a.id = l.allocation_id
                      join task_groups g on g.id = a.group_id
                     where l.expires_at < now() and l.expires_at > '-infinity'
                       and l.expires_at - l.length >= :grantedSince
                       and (l.policy = 'overlap'
                            or (l.policy = 'fence' and l.expires_at < now() - :margin * interval '1 millisecond'))
                   ) as over
             where rank <= :limit
             order by priority desc, expires_at
            """;

    private static final String KNOWN_DEAD =
            """
            select l.allocation_id, l.epoch, l.node_id, t.region, 'TOLD' as cause
              from leases l
              join attempts t on t.allocation_id = l.allocation_id and t.epoch = l.epoch
             where l.expires_at = '-infinity' limit :limit
            """;

    private static final String HELD =
            """
            select l.epoch, n.name, h.contact, l.policy
              from leases l join nodes n on n.id = l.node_id join node_health h on h.node_id = l.node_id
             where l.allocation_id = :id order by l.epoch desc limit 1
            """;

    private final JdbcClient jdbc;

    LeaseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Map<NodeId, List<Renewal>> renew(Collection<NodeId> nodes) {
        Map<NodeId, List<Renewal>> renewals = new HashMap<>();
        jdbc.sql(RENEW)
                .param("nodes", nodes.stream().map(NodeId::value).toArray(UUID[]::new))
                .query(row -> {
                    renewals.computeIfAbsent(node(row), _ -> new ArrayList<>())
                            .add(
                                    new Renewal(
                                            allocation(row),
                                            row.getInt("epoch"),
                                            Duration.ofMillis(row.getLong("millis"))));
                });
        return renewals;
    }

    /// Ends the node's leases at once, but for those of allocations that it still holds.
    ///
    /// @return how many
    public int end(NodeId node, Collection<AllocationId> held) {
        return jdbc.sql(END)
                .param("node", node.value())
                .param("held", held.stream().map(AllocationId::value).toArray(UUID[]::new))
                .update();
    }

    /// Ends the leases on nodes that said goodbye and have not come back.
    public void endOfDeparted() {
        jdbc.sql(END_OF_DEPARTED).update();
    }

    /// Leases whose copy is gone for certain after so long a silence, or may be doubled by its
    /// policy.
    ///
    /// @param margin after the lease: the time that an agent takes to kill, and the drift of clocks
    /// @param grantedSince leases last granted before are left alone
    /// @param limit of each region
    /// @return the most important jobs first
    public List<Ended> ended(Duration margin, OffsetDateTime grantedSince, int limit) {
        return jdbc.sql(ENDED)
                .param("margin", margin.toMillis())
                .param("grantedSince", grantedSince)
                .param("limit", limit)
                .query((row, _) -> ended(row))
                .list();
    }

    /// Leases that were ended by [#end].
    public List<Ended> knownDead(int limit) {
        return jdbc.sql(KNOWN_DEAD).param("limit", limit).query((row, _) -> ended(row)).list();
    }

    /// The newest right to run that an allocation has; empty where it has none.
    public Optional<Held> held(AllocationId allocation) {
        return jdbc.sql(HELD)
                .param("id", allocation.value())
                .query((row, _) -> held(row))
                .optional();
    }

    /// A copy by its lease.
    ///
    /// @param fenced it must not live twice
    public record Held(int epoch, String nodeName, Contact contact, boolean fenced) {}

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                row.getInt("epoch"),
                row.getString("name"),
                Contact.valueOf(row.getString("contact")),
                row.getString("policy").equals("fence"));
    }

    /// Why a copy may be replaced.
    public enum Cause {
        /// Its node was silent until the lease and the margins were over.
        SILENCE,
        /// A drill withheld the lease.
        DRILL,
        /// Its death was told, not concluded.
        TOLD
    }

    public record Ended(
            AllocationId allocation, int epoch, NodeId node, RegionName region, Cause cause) {}

    private static Ended ended(ResultSet row) throws SQLException {
        return new Ended(
                allocation(row),
                row.getInt("epoch"),
                node(row),
                new RegionName(row.getString("region")),
                Cause.valueOf(row.getString("cause")));
    }

    private static NodeId node(ResultSet row) throws SQLException {
        return new NodeId(row.getObject("node_id", UUID.class));
    }

    private static AllocationId allocation(ResultSet row) throws SQLException {
        return new AllocationId(row.getObject("allocation_id", UUID.class));
    }
}
