package dev.meridian.controlplane.agents;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.support.AgentIdentity;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/// Certificates that must open nothing.
final class Forged {

    private Forged() {}

    static AgentIdentity byAnotherAuthority(AgentIdentity real) throws Exception {
        return signed(
                real,
                new CertificateAuthority(Supplier::get, Clock.systemUTC(), new SecureRandom()));
    }

    /// Ours, but of the day before yesterday.
    static AgentIdentity expired(AgentIdentity real, AuthorityKeep ours) throws Exception {
        var past = Clock.fixed(Instant.now().minus(Duration.ofDays(2)), ZoneOffset.UTC);
        return signed(real, new CertificateAuthority(ours, past, new SecureRandom()));
    }

    private static AgentIdentity signed(AgentIdentity real, CertificateAuthority by)
            throws Exception {
        NodeCertificate made = by.forNode(NodeId.of(real.nodeId()), real.keys().getPublic());
        return new AgentIdentity(
                real.nodeId(), real.keys(), made.certificate().getEncoded(), real.authority());
    }
}
