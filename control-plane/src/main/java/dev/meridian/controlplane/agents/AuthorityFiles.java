package dev.meridian.controlplane.agents;

import dev.meridian.controlplane.kernel.CannotStart;
import dev.meridian.controlplane.kernel.Home;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/// The authority's key and certificate in `ca/` of the home: one file, so that they are there
/// together or not at all.
final class AuthorityFiles {
    private static final String FOLDER = "ca";
    private static final String SECRET = FOLDER + "/authority.pem";
    private static final String PUBLIC = FOLDER + "/ca.crt";

    private final Home home;

    AuthorityFiles(Home home) {
        this.home = home;
    }

    record Kept(PrivateKey key, X509Certificate certificate) {}

    Kept readOr(Supplier<Kept> maker) {
        home.folder(FOLDER);
        Optional<String> there = home.read(SECRET);
        if (there.isPresent()) {
            return parse(there.get());
        }
        Kept made = maker.get();
        home.writeSecret(SECRET, pem(made.key(), made.certificate()));
        // for people and tools; we never read it
        home.write(PUBLIC, pem(made.certificate()));
        return made;
    }

    private Kept parse(String text) {
        try (var parser = new PEMParser(new StringReader(text))) {
            if (parser.readObject() instanceof PrivateKeyInfo key
                    && parser.readObject() instanceof X509CertificateHolder certificate) {
                return new Kept(
                        new JcaPEMKeyConverter().getPrivateKey(key),
                        new JcaX509CertificateConverter().getCertificate(certificate));
            }
            throw new IOException("it does not hold a key and a certificate");
        } catch (IOException | GeneralSecurityException e) {
            throw new CannotStart(
                    "The agents' authority in "
                            + home.path().resolve(SECRET)
                            + " cannot be read: "
                            + e.getMessage()
                            + ".",
                    "Restore the file from a backup; without it every host has to join again.",
                    e);
        }
    }

    private static String pem(Object... things) {
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
