package dev.meridian.controlplane.agents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// One certificate in the making.
final class Certificates {
    /// Hosts whose clocks are behind ours take it all the same.
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(20 * 365);
    private static final int SERIAL_BITS = 127;

    private final SecureRandom random;
    private final X500Name subject;
    private final PublicKey key;
    private final Instant from;
    private final Instant until;
    private final List<Extension> extensions = new ArrayList<>();

    Certificates(
            SecureRandom random, X500Name subject, PublicKey key, Instant from, Instant until) {
        this.random = random;
        this.subject = subject;
        this.key = key;
        this.from = from.minus(CLOCK_SKEW);
        this.until = until;
    }

    Certificates with(ASN1ObjectIdentifier name, boolean critical, ASN1Encodable value) {
        try {
            extensions.add(new Extension(name, critical, value.toASN1Primitive().getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException("an extension cannot be encoded", e);
        }
        return this;
    }

    X509Certificate signed(X509Certificate issuer, PrivateKey issuerKey) {
        return signed(
                X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()), issuerKey);
    }

    private X509Certificate signed(X500Name issuer, PrivateKey issuerKey) {
        try {
            var builder =
                    new X509v3CertificateBuilder(
                            issuer,
                            new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                            Date.from(from),
                            Date.from(until),
                            subject,
                            SubjectPublicKeyInfo.getInstance(key.getEncoded()));
            for (Extension extension : extensions) {
                builder.addExtension(extension);
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(issuerKey)));
        } catch (OperatorCreationException | CertificateException | IOException e) {
            throw new IllegalStateException("a certificate cannot be signed", e);
        }
    }

    /// A certificate from its DER form; empty when it is none.
    static Optional<X509Certificate> read(byte[] der) {
        try {
            return Optional.of(
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(der)));
        } catch (CertificateException _) {
            return Optional.empty();
        }
    }

    /// A new authority, signed by itself.
    static AuthorityKeep.Kept authority(SecureRandom random, Instant now) {
        KeyPair pair = KeyPairs.make(random);
        var name = new X500Name("CN=Meridian agent authority");
        X509Certificate made =
                new Certificates(random, name, pair.getPublic(), now, now.plus(AUTHORITY_LIFE))
                        .with(Extension.basicConstraints, true, new BasicConstraints(0))
                        .with(
                                Extension.keyUsage,
                                true,
                                new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                        .signed(name, pair.getPrivate());
        return new AuthorityKeep.Kept(pair.getPrivate(), made);
    }
}
