package dev.meridian.controlplane.agents;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.projects.model.CaFingerprint;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.springframework.stereotype.Component;

/// The control plane's own authority: it signs nothing but nodes of this installation and its own
/// servers.
///
/// Made at the first start of the first replica and kept for good, for every agent has pinned it:
/// losing it means that every host must join again.
@Component
class CertificateAuthority implements CaFingerprint {
    static final Duration NODE_LIFE = Duration.ofHours(24);
    static final Duration SERVER_LIFE = Duration.ofDays(7);
    static final String SERVER_NAME = "meridian-control-plane";

    private final Clock clock;
    private final SecureRandom random;
    private final PrivateKey key;
    private final X509Certificate certificate;

    CertificateAuthority(AuthorityKeep keep, Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
        AuthorityKeep.Kept kept =
                keep.readOr(() -> Certificates.authority(random, clock.instant()));
        this.key = kept.key();
        this.certificate = kept.certificate();
    }

    /// Whether we signed it, however long ago.
    boolean signed(X509Certificate shown) {
        try {
            shown.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    @Override
    public String sha256Hex() {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("our own certificate cannot be encoded", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java knows no SHA-256", e);
        }
    }

    /// A certificate with which a node's agent proves who it is; its common name is the node's id.
    NodeCertificate forNode(NodeId node, PublicKey nodeKey) {
        Instant now = clock.instant();
        Instant end = now.plus(NODE_LIFE);
        X509Certificate made =
                new Certificates(random, new X500Name("CN=" + node), nodeKey, now, end)
                        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                        .with(
                                Extension.extendedKeyUsage,
                                true,
                                new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
                        .signed(certificate, key);
        return new NodeCertificate(
                made, NodeCertificate.serial(made), made.getNotAfter().toInstant());
    }

    /// A fresh identity for a server of this control plane.
    ///
    /// @param names DNS names and addresses under which agents may reach it
    ServerIdentity forServer(List<GeneralName> names) {
        Instant now = clock.instant();
        KeyPair pair = KeyPairs.make(random);
        X509Certificate made =
                new Certificates(
                                random,
                                new X500Name("CN=" + SERVER_NAME),
                                pair.getPublic(),
                                now,
                                now.plus(SERVER_LIFE))
                        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                        .with(
                                Extension.extendedKeyUsage,
                                true,
                                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                        .with(
                                Extension.subjectAlternativeName,
                                false,
                                new GeneralNames(names.toArray(GeneralName[]::new)))
                        .signed(certificate, key);
        return new ServerIdentity(pair.getPrivate(), List.of(made, certificate));
    }
}
