package dev.meridian.controlplane.agents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// Whether our authority signed the certificate that a caller shows.
///
/// A signature that was good stays good, and to check one again is most of what a handshake costs
/// us: of those that were, the digest is remembered, so that a fleet that lost us comes back
/// sooner. That the caller has the key for it, and that its days are not over, is asked every time.
final class PeerTrust extends X509ExtendedTrustManager {
    /// Digests of 32 bytes: some megabytes, for several certificates of every node.
    private static final int MOST = 50_000;

    private interface Check {
        void run() throws CertificateException;
    }

    private final X509ExtendedTrustManager path;
    private final Clock clock;
    private final Cache<ByteBuffer, Boolean> signed =
            Caffeine.newBuilder().maximumSize(MOST).build();

    PeerTrust(X509Certificate authority, Clock clock) {
        this.path = of(authority);
        this.clock = clock;
    }

    private static X509ExtendedTrustManager of(X509Certificate authority) {
        try {
            KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
            anchors.load(null, null);
            anchors.setCertificateEntry("authority", authority);
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(anchors);
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("our own certificate cannot be trusted", e);
        }
    }

    /// How many certificates need not be checked again.
    long remembered() {
        signed.cleanUp();
        return signed.estimatedSize();
    }

    private void check(X509Certificate[] chain, Check whole) throws CertificateException {
        ByteBuffer print = digest(chain);
        if (signed.getIfPresent(print) == null) {
            whole.run();
            signed.put(print, true);
        } else {
            chain[0].checkValidity(Date.from(clock.instant()));
        }
    }

    /// Of all that was shown: with other certificates beside it, the same one may stand otherwise.
    private static ByteBuffer digest(X509Certificate[] chain) throws CertificateException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (X509Certificate each : chain) {
                digest.update(each.getEncoded());
            }
            return ByteBuffer.wrap(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new CertificateException("a certificate cannot be digested", e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain, () -> path.checkClientTrusted(chain, type, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        check(chain, () -> path.checkClientTrusted(chain, type, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        check(chain, () -> path.checkClientTrusted(chain, type));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        path.checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        path.checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        path.checkServerTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return path.getAcceptedIssuers();
    }
}
