package dev.meridian.controlplane.replicas.store;

import dev.meridian.controlplane.replicas.model.Replica;
import dev.meridian.controlplane.replicas.model.ReplicaId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Signs of life of all replicas, on the database's clock.
public class ReplicaStore {
    private static final String SIGN =
            """
            insert into replicas as r (id, name, version, http_port, agent_port, nodes, started_at, present_since, seen_at)
            values (:id, :name, :version, :http, :agents, :nodes, :started, clock_timestamp(), clock_timestamp())
            on conflict (id) do update
               set http_port = excluded.http_port, agent_port = excluded.agent_port, nodes = excluded.nodes,
                   present_since = case when r.seen_at < clock_timestamp() - interval '5 seconds'
                       then clock_timestamp() else r.present_since end,
                   seen_at = clock_timestamp()
            returning (
                select count(*) from replicas o
                where o.id <> r.id and o.seen_at > clock_timestamp() - interval '5 seconds')
            """;

    private static final String FORGET =
            "delete from replicas where id = :id or seen_at < clock_timestamp() - interval '1 day'";

    private static final String ALL =
            """
            select r.id, r.name, r.version, r.http_port, r.agent_port, r.nodes, r.started_at, r.seen_at,
                   r.seen_at < clock_timestamp() - interval '5 seconds' as silent, l.term, t.began_at,
                   (extract(epoch from l.expires_at - clock_timestamp()) * 1000)::bigint as left_millis
              from replicas r
              left join lead_lease l on l.holder = r.id and l.expires_at > clock_timestamp()
              left join lead_term t on t.term = l.term
             where r.seen_at > clock_timestamp() - interval '1 day'
             order by r.name, r.http_port, r.id
            """;

    private final JdbcClient jdbc;

    ReplicaStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What a replica tells of itself.
    public record Sign(
            ReplicaId id,
            String name,
            String version,
            int httpPort,
            int agentPort,
            int nodes,
            Instant startedAt) {}

    /// @return how many others have given one lately
    public int sign(Sign sign) {
        return jdbc.sql(SIGN)
                .param("id", sign.id().value())
                .param("name", sign.name())
                .param("version", sign.version())
                .param("http", sign.httpPort())
                .param("agents", sign.agentPort())
                .param("nodes", sign.nodes())
                .param("started", sign.startedAt().atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /// This one is gone for good and is listed no longer; so are those of long ago.
    public void forget(ReplicaId id) {
        jdbc.sql(FORGET).param("id", id.value()).update();
    }

    public List<Replica> all() {
        return jdbc.sql(ALL).query((row, _) -> replica(row)).list();
    }

    private static Replica replica(ResultSet row) throws SQLException {
        return new Replica(
                new ReplicaId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("version"),
                row.getInt("http_port"),
                row.getInt("agent_port"),
                row.getInt("nodes"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("silent"),
                leads(row));
    }

    private static Replica.@Nullable Leads leads(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime since = row.getObject("began_at", OffsetDateTime.class);
        return since == null
                ? null
                : new Replica.Leads(
                        row.getLong("term"),
                        since.toInstant(),
                        Duration.ofMillis(row.getLong("left_millis")));
    }
}
