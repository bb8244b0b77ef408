package dev.meridian.swarm.link;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Trusts whoever shows a certificate signed by the authority that the join token names by its
/// digest. All agents of a fleet share it, and what one has checked none checks again.
final class PinnedAuthority extends X509ExtendedTrustManager {
    private final String sha256;
    private volatile @Nullable X509Certificate checked;

    /// @param token `mrj_<secret>.<digest>`
    PinnedAuthority(String token) {
        this.sha256 = token.substring(token.lastIndexOf('.') + 1);
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain[0].equals(checked)) {
            chain[0].checkValidity();
            return;
        }
        X509Certificate authority =
                Arrays.stream(chain)
                        .filter(this::named)
                        .findFirst()
                        .orElseThrow(() ->
                                new CertificateException(
                                        "the server is not the control plane of this join token"));
        try {
            chain[0].checkValidity();
            chain[0].verify(authority.getPublicKey());
            if (!isServer(chain[0])) {
                throw new CertificateException(
                        "this is the certificate of a node, not of a server");
            }
            checked = chain[0];
        } catch (GeneralSecurityException e) {
            throw new CertificateException("the server's certificate is not its authority's", e);
        }
    }

    private static boolean isServer(X509Certificate certificate) throws CertificateException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names != null
                && names.stream().anyMatch(name -> name.contains(Identity.SERVER_NAME));
    }

    private boolean named(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return sha256.equalsIgnoreCase(HexFormat.of().formatHex(digest));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw new CertificateException("an agent serves nobody");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        throw new CertificateException("an agent serves nobody");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("an agent serves nobody");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
