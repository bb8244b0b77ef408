package dev.meridian.agent.link;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Trusts servers whose chain ends at the pinned authority and that were made to be control planes.
/// Host names are not compared: a control plane may be reached over any address, and the authority
/// signs nothing but its own parts. An agent's certificate of the same authority is no server's,
/// which its names and key usage tell.
final class PinnedTrust extends ChainTrust {
    static final String CONTROL_PLANE_NAME = "meridian-control-plane";
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final Authority authority;

    PinnedTrust(Authority authority) {
        this.authority = authority;
    }

    @Override
    void checkServer(X509Certificate[] chain) throws CertificateException {
        X509Certificate root =
                authority
                        .findIn(chain)
                        .orElseThrow(() ->
                                new CertificateException(
                                        "the server is not the control plane that this join token is for"));
        validate(chain, root);
        requireServer(chain[0]);
    }

    /// Whether a chain ends at this authority.
    static void validate(X509Certificate[] chain, X509Certificate root)
            throws CertificateException {
        try {
            List<X509Certificate> path =
                    Arrays.stream(chain).takeWhile(c -> !c.equals(root)).toList();
            if (path.isEmpty())
                throw new CertificateException("the other end shows no certificate of its own");
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(path),
                            parameters);
        } catch (GeneralSecurityException e) {
            throw new CertificateException(
                    "the other end's certificate does not come from the control plane's authority: "
                            + e.getMessage(),
                    e);
        }
    }

    private static void requireServer(X509Certificate leaf) throws CertificateException {
        List<String> usage = leaf.getExtendedKeyUsage();
        Collection<List<?>> names = leaf.getSubjectAlternativeNames();
        boolean mayServe = usage == null || usage.contains(SERVER_AUTHENTICATION);
        boolean named =
                names != null
                        && names.stream()
                                .map(name -> (Integer) name.get(0))
                                .anyMatch(kind -> kind == DNS_NAME || kind == IP_ADDRESS);
        if (!mayServe || !named) {
            throw new CertificateException("the certificate shown is not one of a control plane");
        }
    }

    @Override
    void checkClient(X509Certificate[] chain) throws CertificateException {
        throw new CertificateException("an agent serves nobody");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
