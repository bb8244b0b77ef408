package dev.meridian.agent;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Random;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/// A certificate authority as the control plane has one.
public final class TestAuthority {
    private static final X500Name NAME = new X500Name("CN=Meridian test authority");

    private final Random serials = new Random(7);
    private final KeyPair keys = newKeys();
    private final X509Certificate certificate;

    public TestAuthority() throws Exception {
        this.certificate = sign(NAME, keys.getPublic(), Duration.ofDays(1), true, null);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public static KeyPair newKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    public X509Certificate server(PublicKey key) throws Exception {
        return sign(
                new X500Name("CN=control plane"),
                key,
                Duration.ofDays(1),
                false,
                KeyPurposeId.id_kp_serverAuth);
    }

    public X509Certificate node(String id, PublicKey key, Duration life) throws Exception {
        return sign(new X500Name("CN=" + id), key, life, false, KeyPurposeId.id_kp_clientAuth);
    }

    private X509Certificate sign(
            X500Name subject,
            PublicKey key,
            Duration life,
            boolean authority,
            @Nullable KeyPurposeId purpose)
            throws Exception {
        Instant now = Instant.now();
        var builder =
                new JcaX509v3CertificateBuilder(
                        NAME,
                        new BigInteger(64, serials),
                        Date.from(now.minusSeconds(1)),
                        Date.from(now.plus(life)),
                        subject,
                        key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (purpose != null) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        }
        if (purpose == KeyPurposeId.id_kp_serverAuth) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(
                            new GeneralName(GeneralName.dNSName, "meridian-control-plane")));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(keys.getPrivate())));
    }
}
