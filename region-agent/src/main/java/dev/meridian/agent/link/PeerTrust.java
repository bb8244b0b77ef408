package dev.meridian.agent.link;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/// Trusts whoever has a certificate of the installation's authority, in either role. Who of them it
/// is matters to the control plane alone, which asks for itself.
final class PeerTrust extends ChainTrust {
    private final X509Certificate authority;

    PeerTrust(X509Certificate authority) {
        this.authority = authority;
    }

    @Override
    void checkServer(X509Certificate[] chain) throws CertificateException {
        PinnedTrust.validate(chain, authority);
    }

    @Override
    void checkClient(X509Certificate[] chain) throws CertificateException {
        PinnedTrust.validate(chain, authority);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[] {authority};
    }
}
