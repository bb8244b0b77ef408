package dev.meridian.controlplane.fleet.store;

import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.fleet.model.Registration;
import dev.meridian.controlplane.fleet.model.SilentNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How lately each node was heard: rows that move with every heartbeat, so many at a time in one
/// statement.
///
/// Statements lock rows in the order of their ids, so that two of them never wait for each other in
/// a circle.
@Component
public class NodeHealthRows {
    /// Words that come out of order move nothing back. A clock that is set back does: what a node
    /// said before would else count until that time comes again.
    private static final String LATEST =
            """
            case when h.last_heard_at > :now + interval '1 minute' then :now
                 else greatest(h.last_heard_at, :now) end\
            """;

    private final JdbcClient sql;

    NodeHealthRows(JdbcClient sql) {
        this.sql = sql;
    }

    /// The row of a node that enrolled just now and has not connected yet.
    public void add(NodeId id, Instant now) {
        sql.sql("insert into node_health (node_id, changed_at) values (:id, :now)")
                .param("id", id.value())
                .param("now", utc(now))
                .update();
    }

    /// A new stream of the node; closes the books on what was before.
    public Registration.Registered connected(NodeId id, String bootId, Instant now) {
        return sql.sql(
                        """
                        with before as (
                            select node_id, contact, boot_id from node_health where node_id = :id for update)
                        update node_health h
                        set boot_id = :boot, last_heard_at = %s,
                            connected_since = greatest(h.connected_since, :now), contact = 'READY', departed = false,
                            changed_at = case when b.contact = 'READY' then h.changed_at else :now end
                        from before b where h.node_id = b.node_id
                        returning b.contact, b.boot_id\
                        """
                                .formatted(LATEST))
                .param("id", id.value())
                .param("boot", bootId)
                .param("now", utc(now))
                .query((row, _) ->
                        new Registration.Registered(
                                id,
                                Contact.valueOf(row.getString(1)),
                                !row.getString(2).isEmpty() && !row.getString(2).equals(bootId)))
                .single();
    }

    /// @param ended start of the stream of each that ended; a newer one keeps its mark
    public void disconnected(Map<NodeId, Instant> ended) {
        List<NodeId> ids = List.copyOf(ended.keySet());
        sql.sql(
                        """
                        with gone as (
                            select h.node_id from node_health h
                            join unnest(:ids, cast(:since as timestamptz[])) e (node_id, since) on e.node_id = h.node_id
                            where h.connected_since <= e.since
                            order by h.node_id for update of h)
                        update node_health h set connected_since = null
                        from gone where h.node_id = gone.node_id\
                        """)
                .param("ids", uuids(ids))
                .param(
                        "since",
                        ids.stream().map(ended::get).map(Instant::toString).toArray(String[]::new))
                .update();
    }

    /// LOST at once, unless a stream that began later is there.
    public void departed(NodeId id, Instant since, Instant now) {
        sql.sql(
                        """
                        update node_health
                        set contact = 'LOST', connected_since = null, departed = true,
                            changed_at = case when contact = 'LOST' then changed_at else :now end
                        where node_id = :id and (connected_since is null or connected_since <= :since)\
                        """)
                .param("id", id.value())
                .param("since", utc(since))
                .param("now", utc(now))
                .update();
    }

    /// Who is locked is being moved by somebody else, as by its own greeting: the others do not
    /// wait for it, and its next heartbeat comes soon.
    ///
    /// @return those that were SUSPECT or LOST until now
    public Set<NodeId> heard(Collection<NodeId> ids, Instant now) {
        return new HashSet<>(
                sql.sql(
                                """
                                with before as (
                                    select node_id, contact from node_health where node_id = any(:ids)
                                    order by node_id for update skip locked),
                                after as (
                                    update node_health h
                                    set last_heard_at = %s, contact = 'READY',
                                        changed_at = case when b.contact = 'READY' then h.changed_at else :now end
                                    from before b where h.node_id = b.node_id)
                                select node_id from before where contact <> 'READY'\
                                """
                                        .formatted(LATEST))
                        .param("ids", uuids(ids))
                        .param("now", utc(now))
                        .query((row, _) -> new NodeId(row.getObject(1, UUID.class)))
                        .list());
    }

    /// Their silence is over; nothing else is known of them. As [#heard], waits for nobody.
    public void glimpsed(Collection<NodeId> ids, Instant now) {
        sql.sql(
                        """
                        update node_health h set last_heard_at = %s
                        from (select node_id from node_health where node_id = any(:ids)
                              order by node_id for update skip locked) seen
                        where h.node_id = seen.node_id\
                        """
                                .formatted(LATEST))
                .param("ids", uuids(ids))
                .param("now", utc(now))
                .update();
    }

    /// Moves only nodes that still stand as `from` and have not been heard at `heardBefore` or
    /// later.
    ///
    /// @return those that moved
    public Set<NodeId> move(
            Collection<NodeId> ids, Contact from, Contact to, Instant heardBefore, Instant now) {
        return new HashSet<>(
                sql.sql(
                                """
                                with silent as (
                                    select node_id from node_health
                                    where node_id = any(:ids) and contact = :from
                                        and (last_heard_at is null or last_heard_at < :heard)
                                    order by node_id for update)
                                update node_health h set contact = :to, changed_at = :now
                                from silent s where h.node_id = s.node_id
                                returning h.node_id\
                                """)
                        .param("ids", uuids(ids))
                        .param("from", from.name())
                        .param("to", to.name())
                        .param("heard", utc(heardBefore))
                        .param("now", utc(now))
                        .query((row, _) -> new NodeId(row.getObject(1, UUID.class)))
                        .list());
    }

    public List<SilentNode> silent(Contact contact, Instant heardBefore) {
        return sql.sql(
                        """
                        select h.node_id, c.region, h.last_heard_at
                        from node_health h join nodes n on n.id = h.node_id join clusters c on c.id = n.cluster_id
                        where h.contact = :contact and h.last_heard_at < :heard
                        order by h.node_id\
                        """)
                .param("contact", contact.name())
                .param("heard", utc(heardBefore))
                .query((row, _) -> silentNode(row, contact))
                .list();
    }

    /// @return the next revision of each node's desired state
    public Map<NodeId, Long> nextRevisions(Collection<NodeId> ids) {
        Map<NodeId, Long> revisions = new HashMap<>();
        sql.sql(
                        """
                        with mine as (
                            select node_id from node_health where node_id = any(:ids) order by node_id for update)
                        update node_health h set revision = revision + 1
                        from mine m where h.node_id = m.node_id
                        returning h.node_id, h.revision\
                        """)
                .param("ids", uuids(ids))
                .query(row -> {
                    revisions.put(new NodeId(row.getObject(1, UUID.class)), row.getLong(2));
                });
        return revisions;
    }

    private static SilentNode silentNode(ResultSet row, Contact contact) throws SQLException {
        return new SilentNode(
                new NodeId(row.getObject(1, UUID.class)),
                new RegionName(row.getString(2)),
                contact,
                row.getObject(3, OffsetDateTime.class).toInstant());
    }

    private static UUID[] uuids(Collection<NodeId> ids) {
        return ids.stream().map(NodeId::value).toArray(UUID[]::new);
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
