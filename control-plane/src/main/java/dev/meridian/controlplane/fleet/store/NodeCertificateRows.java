package dev.meridian.controlplane.fleet.store;

import static dev.meridian.controlplane.fleet.store.NodeHealthRows.utc;

import dev.meridian.controlplane.fleet.model.NodeId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Serial numbers of certificates, by named SQL.
@Component
public class NodeCertificateRows {
    private final JdbcClient sql;

    NodeCertificateRows(JdbcClient sql) {
        this.sql = sql;
    }

    public void add(String serial, NodeId node, Instant issuedAt, Instant expiresAt) {
        sql.sql("delete from node_certificates where node_id = :node and expires_at < :now")
                .param("node", node.value())
                .param("now", utc(issuedAt))
                .update();
        sql.sql(
                        """
                        insert into node_certificates (serial, node_id, issued_at, expires_at)
                        values (:serial, :node, :issued, :expires)\
                        """)
                .param("serial", serial)
                .param("node", node.value())
                .param("issued", utc(issuedAt))
                .param("expires", utc(expiresAt))
                .update();
    }

    public Map<String, NodeId> holders(Collection<String> serials, Instant now) {
        Map<String, NodeId> holders = new HashMap<>();
        sql.sql(
                        """
                        select serial, node_id from node_certificates
                        where serial = any(:serials) and revoked_at is null and expires_at > :now\
                        """)
                .param("serials", serials.toArray(String[]::new))
                .param("now", utc(now))
                .query(row -> {
                    holders.put(row.getString(1), new NodeId(row.getObject(2, UUID.class)));
                });
        return holders;
    }

    public int revoke(NodeId node, Instant now) {
        return sql.sql(
                        "update node_certificates set revoked_at = :now where node_id = :node and revoked_at is null")
                .param("now", utc(now))
                .param("node", node.value())
                .update();
    }

    public Set<String> worthless(Collection<String> serials, Instant now) {
        return new HashSet<>(
                sql.sql(
                                """
                                select s.serial from unnest(:serials) s (serial)
                                where not exists (
                                    select 1 from node_certificates c
                                    where c.serial = s.serial and c.revoked_at is null and c.expires_at > :now)\
                                """)
                        .param("serials", serials.toArray(String[]::new))
                        .param("now", utc(now))
                        .query(String.class)
                        .list());
    }
}
