package dev.meridian.controlplane.agents;

import dev.meridian.controlplane.kernel.CannotStart;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/// The authority's key and certificate as one text, so that they are there together or not at all.
final class AuthorityPem {

    private AuthorityPem() {}

    /// @param from where the text was found, for people
    /// @throws CannotStart when it is not what it should be
    static AuthorityKeep.Kept read(String text, String from) {
        try (var parser = new PEMParser(new StringReader(text))) {
            if (parser.readObject() instanceof PrivateKeyInfo key
                    && parser.readObject() instanceof X509CertificateHolder certificate) {
                return new AuthorityKeep.Kept(
                        new JcaPEMKeyConverter().getPrivateKey(key),
                        new JcaX509CertificateConverter().getCertificate(certificate));
            }
            throw new IOException("it does not hold a key and a certificate");
        } catch (IOException | GeneralSecurityException e) {
            throw new CannotStart(
                    "The agents' authority in " + from + " cannot be read: " + e.getMessage() + ".",
                    "Restore it from a backup; without it every host has to join again.",
                    e);
        }
    }

    static String text(AuthorityKeep.Kept kept) {
        return of(kept.key(), kept.certificate());
    }

    static String of(Object... things) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            for (Object thing : things) {
                writer.writeObject(
                        thing instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : thing);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a certificate cannot be written", e);
        }
        return text.toString().stripTrailing();
    }
}
