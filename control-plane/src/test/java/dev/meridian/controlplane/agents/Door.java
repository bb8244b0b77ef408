package dev.meridian.controlplane.agents;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.controlplane.projects.JoinTokens;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.support.AgentIdentity;
import dev.meridian.controlplane.support.FakeAgent;
import dev.meridian.controlplane.support.FakeHost;
import dev.meridian.controlplane.support.FakeTask;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Import;

/// The door of the plane under test, seen from outside.
@TestComponent
@Import(RegionJobs.class)
final class Door implements AutoCloseable {
    private static final Caller OPERATOR = new Caller("test", new UUID(0, 1), Set.of());

    private final AgentServer server;
    private final CertificateAuthority authority;
    private final JoinTokens tokens;
    private final List<FakeAgent> agents = new ArrayList<>();

    Door(AgentServer server, CertificateAuthority authority, JoinTokens tokens) {
        this.server = server;
        this.authority = authority;
        this.tokens = tokens;
    }

    int port() {
        return server.port();
    }

    byte[] authority() {
        try {
            return authority.certificate().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    String token(String region) {
        return tokens.create(OPERATOR, region, "c1", "default", Duration.ofMinutes(5)).secret();
    }

    AgentIdentity join(String region, String name) {
        return AgentIdentity.join(
                port(), authority(), token(region), new AgentIdentity.Wish(region, "c1", "", name));
    }

    FakeAgent agent(String region, String name) {
        return agent(join(region, name), region, name, _ -> new FakeTask.Runs());
    }

    FakeAgent agent(
            AgentIdentity identity,
            String region,
            String name,
            Function<Assignment, FakeTask.Script> scripts) {
        return agent(identity, FakeHost.plain(region, name), scripts);
    }

    FakeAgent agent(
            AgentIdentity identity, FakeHost host, Function<Assignment, FakeTask.Script> scripts) {
        var agent = new FakeAgent(port(), identity, host, scripts);
        agents.add(agent);
        return agent.connect();
    }

    @Override
    public void close() {
        agents.forEach(FakeAgent::close);
        agents.clear();
    }
}
