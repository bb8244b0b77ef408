package dev.meridian.controlplane.agents;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.AgentIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/// Certificates that must open nothing.
final class Forged {

    private Forged() {}

    static AgentIdentity byAnotherAuthority(AgentIdentity real) throws Exception {
        var home =
                new Home(
                        Files.createTempDirectory(
                                Files.createDirectories(Path.of("target", "homes")), "forger"));
        return signed(real, new CertificateAuthority(home, Clock.systemUTC(), new SecureRandom()));
    }

    /// Ours, but of the day before yesterday.
    static AgentIdentity expired(AgentIdentity real, Home home) throws Exception {
        var past = Clock.fixed(Instant.now().minus(Duration.ofDays(2)), ZoneOffset.UTC);
        return signed(real, new CertificateAuthority(home, past, new SecureRandom()));
    }

    private static AgentIdentity signed(AgentIdentity real, CertificateAuthority by)
            throws Exception {
        NodeCertificate made = by.forNode(NodeId.of(real.nodeId()), real.keys().getPublic());
        return new AgentIdentity(
                real.nodeId(), real.keys(), made.certificate().getEncoded(), real.authority());
    }
}
