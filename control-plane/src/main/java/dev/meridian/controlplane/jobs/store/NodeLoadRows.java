package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.view.NodeLoad;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Adds up what nodes gave away.
///
/// What an instance of a group asks for never changes, so it is read once for each group that holds
/// something: a hundred thousand placements are added up without reading their groups again.
@Component
public class NodeLoadRows {
    static final String HELD =
            """
            select a.node_id, a.group_id, ceil(a.memory_factor * 1000)::bigint as memory_millis, null::bigint as memory,
                count(*) as copies
            from allocations a where a.node_id is not null %s group by 1, 2, 3
            union all
            select t.node_id, a.group_id, 1000, t.departing_memory_mib, 1
            from attempts t join allocations a on a.id = t.allocation_id
            where t.ended_at is null and t.departing_since is not null %s
            union all
            select t.node_id, a.group_id, 1000, t.memory_mib, 1
            from standbys t join allocations a on a.id = t.allocation_id where t.ended_at is null %s\
            """;

    static final String DEVICES =
            """
            select t.node_id, sum((device ->> 'millis')::bigint) as millis
            from (
                select node_id, devices from attempts t where t.ended_at is null and t.devices <> '[]' %s
                union all
                select node_id, devices from standbys t where t.ended_at is null and t.devices <> '[]' %s) t
            cross join lateral jsonb_array_elements(t.devices) device
            group by 1\
            """;

    private static final String OF_SOME_ALLOCATIONS = "and a.node_id = any(cast(:nodes as uuid[]))";
    private static final String OF_SOME_ATTEMPTS = "and t.node_id = any(cast(:nodes as uuid[]))";

    private final JdbcClient sql;
    private final Map<UUID, Asked> asked = new ConcurrentHashMap<>();

    NodeLoadRows(JdbcClient sql) {
        this.sql = sql;
    }

    /// What one instance of a group asks for.
    private record Asked(long cpu, long memory, long disk) {}

    private record Part(
            NodeId node, UUID group, long memoryMillis, @Nullable Long memory, int copies) {}

    /// Nodes that hold nothing are absent.
    public Map<NodeId, NodeLoad> all() {
        List<Part> parts = parts(sql.sql(HELD.formatted("", "", "")));
        Map<NodeId, NodeLoad> loads = summed(parts, devices(sql.sql(DEVICES.formatted("", ""))));
        asked.keySet().retainAll(parts.stream().map(Part::group).collect(Collectors.toSet()));
        return loads;
    }

    /// Those of these nodes that hold something.
    public Map<NodeId, NodeLoad> of(Collection<NodeId> nodes) {
        String[] ids = MovingRows.texts(nodes);
        return summed(
                parts(
                        sql.sql(
                                        HELD.formatted(
                                                OF_SOME_ALLOCATIONS,
                                                OF_SOME_ATTEMPTS,
                                                OF_SOME_ATTEMPTS))
                                .param("nodes", ids)),
                devices(
                        sql.sql(DEVICES.formatted(OF_SOME_ATTEMPTS, OF_SOME_ATTEMPTS))
                                .param("nodes", ids)));
    }

    private Map<NodeId, NodeLoad> summed(List<Part> parts, Map<NodeId, Long> devices) {
        Map<UUID, Asked> known = known(parts);
        Map<NodeId, NodeLoad> loads = new HashMap<>();
        for (Part part : parts) {
            Asked each = known.get(part.group);
            if (each != null) {
                loads.merge(part.node, load(part, each), NodeLoad::plus);
            }
        }
        loads.replaceAll((node, load) ->
                new NodeLoad(
                        load.copies(),
                        load.cpu(),
                        load.memory(),
                        load.disk(),
                        devices.getOrDefault(node, 0L)));
        return loads;
    }

    private static NodeLoad load(Part part, Asked each) {
        long memory =
                part.memory != null
                        ? part.memory
                        : Math.ceilDiv(each.memory * part.memoryMillis, 1000) * part.copies;
        return new NodeLoad(
                part.copies,
                new Millicores(each.cpu * part.copies),
                new Mebibytes(memory),
                new Mebibytes(each.disk * part.copies),
                0);
    }

    private Map<UUID, Asked> known(List<Part> parts) {
        Map<UUID, Asked> known = new HashMap<>();
        List<UUID> unknown = new ArrayList<>();
        for (Part part : parts) {
            Asked each = asked.get(part.group);
            if (each == null) {
                unknown.add(part.group);
            } else {
                known.put(part.group, each);
            }
        }
        if (!unknown.isEmpty()) {
            sql.sql(
                            "select id, cpu_millis, memory_mib, disk_mib from task_groups where id = any(cast(:ids as uuid[]))")
                    .param("ids", MovingRows.texts(unknown))
                    .query(row -> {
                        known.put(
                                row.getObject(1, UUID.class),
                                new Asked(row.getLong(2), row.getLong(3), row.getLong(4)));
                    });
            asked.putAll(known);
        }
        return known;
    }

    private static List<Part> parts(JdbcClient.StatementSpec statement) {
        return statement
                .query((row, _) -> {
                    @Nullable Long memory = row.getObject("memory", Long.class);
                    return new Part(
                            new NodeId(row.getObject("node_id", UUID.class)),
                            row.getObject("group_id", UUID.class),
                            row.getLong("memory_millis"),
                            memory,
                            row.getInt("copies"));
                })
                .list();
    }

    private static Map<NodeId, Long> devices(JdbcClient.StatementSpec statement) {
        Map<NodeId, Long> devices = new HashMap<>();
        statement.query(row -> {
            devices.put(new NodeId(row.getObject(1, UUID.class)), row.getLong(2));
        });
        return devices;
    }
}
