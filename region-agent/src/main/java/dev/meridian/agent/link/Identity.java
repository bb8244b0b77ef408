package dev.meridian.agent.link;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/// Who this agent is: a key that never leaves the host and the certificate that the control plane
/// gave for it.
public record Identity(
        String nodeId, KeyPair keys, X509Certificate certificate, X509Certificate authority) {

    /// Two thirds of the certificate's life.
    Instant renewAt() {
        Instant from = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(from, certificate.getNotAfter().toInstant());
        return from.plus(life.multipliedBy(2).dividedBy(3));
    }

    Instant expiresAt() {
        return certificate.getNotAfter().toInstant();
    }

    boolean lapsed(InstantSource clock) {
        return !clock.instant().isBefore(expiresAt());
    }

    KeyManager[] keyManagers() {
        char[] none = new char[0];
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, none);
            store.setKeyEntry(
                    "node",
                    keys.getPrivate(),
                    none,
                    new X509Certificate[] {certificate, authority});
            KeyManagerFactory factory =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, none);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the node's key and certificate do not go together", e);
        }
    }
}
