package dev.meridian.controlplane.replicas;

import dev.meridian.controlplane.kernel.DoorOpened;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.kernel.HomeLock;
import dev.meridian.controlplane.kernel.Ids;
import dev.meridian.controlplane.replicas.model.ReplicaId;
import dev.meridian.controlplane.replicas.model.ServedNodes;
import dev.meridian.controlplane.replicas.store.LeadStore;
import dev.meridian.controlplane.replicas.store.ReplicaStore;
import dev.meridian.controlplane.replicas.store.ReplicaStore.Sign;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells the others that this replica is there.
@Component
public class Presence {
    /// Holds the id of the run that used the home last: when we have its lock, that one is dead.
    private static final String FILE = "replica";

    private static final String HOST = host();

    private final Home home;
    private final ReplicaStore store;
    private final LeadStore leads;
    private final ObjectProvider<ServedNodes> served;
    private final ReplicaId id;
    private final Instant startedAt;
    private volatile int httpPort;
    private volatile int agentPort;
    private volatile boolean alone = true;
    private boolean known;

    Presence(
            Home home,
            HomeLock homeIsOurs,
            ReplicaStore store,
            LeadStore leads,
            ObjectProvider<ServedNodes> served,
            Ids ids,
            Clock clock) {
        this.home = home;
        this.store = store;
        this.leads = leads;
        this.served = served;
        this.id = new ReplicaId(ids.next());
        this.startedAt = clock.instant();
    }

    public ReplicaId id() {
        return id;
    }

    @EventListener
    void opened(DoorOpened door) {
        if (door.door().equals("agents")) {
            agentPort = door.port();
        }
    }

    @EventListener
    void opened(WebServerInitializedEvent web) {
        // a management server of its own is no door for users
        if (web.getApplicationContext().getServerNamespace() == null) {
            httpPort = web.getWebServer().getPort();
        }
    }

    public void runOnce(Instant now) {
        if (!known) {
            predecessor().ifPresent(this::bury);
            home.write(FILE, id.toString());
            known = true;
        }
        ServedNodes nodes = served.getIfAvailable();
        int others =
                store.sign(
                        new Sign(
                                id,
                                HOST,
                                version(),
                                httpPort,
                                agentPort,
                                nodes == null ? 0 : nodes.count(),
                                startedAt));
        alone = others == 0;
    }

    /// Whether no other replica has been seen lately.
    boolean isAlone() {
        return alone;
    }

    private void bury(ReplicaId dead) {
        leads.release(dead);
        store.forget(dead);
    }

    /// After an orderly stop the others need not wonder where this one is.
    public void leave() {
        store.forget(id);
    }

    private Optional<ReplicaId> predecessor() {
        try {
            return home.read(FILE).map(UUID::fromString).map(ReplicaId::new);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "unknown";
        }
    }

    private static String version() {
        return Objects.requireNonNullElse(
                Presence.class.getPackage().getImplementationVersion(), "development");
    }
}
