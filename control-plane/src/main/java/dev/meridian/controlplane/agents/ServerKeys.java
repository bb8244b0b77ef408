package dev.meridian.controlplane.agents;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Shows the server's identity in each handshake and makes a new one every day, so that it never
/// grows old while the control plane runs.
final class ServerKeys extends X509ExtendedKeyManager {
    private static final Duration RENEWED_AFTER = Duration.ofDays(1);

    private final Supplier<ServerIdentity> maker;
    private final Clock clock;

    /// By alias; what a handshake in progress has chosen stays until the next change but one.
    private final Map<String, ServerIdentity> identities = new ConcurrentHashMap<>();

    private Instant made;
    private String current = "";
    private String former = "";

    ServerKeys(Supplier<ServerIdentity> maker, Clock clock) {
        this.maker = maker;
        this.clock = clock;
        this.made = clock.instant();
        renew();
    }

    private synchronized String current() {
        if (clock.instant().isAfter(made.plus(RENEWED_AFTER))) {
            renew();
        }
        return current;
    }

    private synchronized void renew() {
        ServerIdentity fresh = maker.get();
        identities.remove(former);
        former = current;
        current = NodeCertificate.serial(fresh.chain().getFirst());
        identities.put(current, fresh);
        made = clock.instant();
    }

    @Override
    public String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        return current();
    }

    @Override
    public String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        return current();
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        ServerIdentity identity = identities.get(alias);
        return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        ServerIdentity identity = identities.get(alias);
        return identity == null ? null : identity.key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {current()};
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
