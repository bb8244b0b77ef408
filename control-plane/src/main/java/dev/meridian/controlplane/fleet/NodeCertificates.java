package dev.meridian.controlplane.fleet;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.store.NodeCertificateRows;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Which certificates nodes hold, and which of them count no more.
@Service
public class NodeCertificates {
    private final NodeCertificateRows rows;

    NodeCertificates(NodeCertificateRows rows) {
        this.rows = rows;
    }

    @Transactional
    public void issued(String serial, NodeId node, Instant issuedAt, Instant expiresAt) {
        rows.add(serial, node, issuedAt, expiresAt);
    }

    /// Whose certificates they are, by serial. Absent is what we never issued, what was revoked,
    /// and what has expired.
    public Map<String, NodeId> holders(Collection<String> serials, Instant now) {
        return rows.holders(serials, now);
    }

    /// Whose certificate it is or was; empty when we never issued it, it was revoked, or it expired
    /// before an instant.
    public Optional<NodeId> lapsedHolder(String serial, Instant oldest) {
        return Optional.ofNullable(rows.holders(List.of(serial), oldest).get(serial));
    }

    /// Takes from a node every certificate that it holds: it has to join again.
    ///
    /// @return how many there were
    @Transactional
    public int revoke(NodeId node, Instant now) {
        return rows.revoke(node, now);
    }

    /// @return those of the given that count no more
    public Set<String> worthless(Collection<String> serials, Instant now) {
        return serials.isEmpty() ? Set.of() : rows.worthless(serials, now);
    }
}
