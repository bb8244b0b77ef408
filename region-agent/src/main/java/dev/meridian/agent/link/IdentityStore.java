package dev.meridian.agent.link;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/// Keeps the identity in the data directory: DER files, readable by the agent's user alone.
public final class IdentityStore {
    private final Path folder;

    public IdentityStore(Path dataDir) {
        this.folder = dataDir.resolve("identity");
    }

    public Optional<Identity> load() throws IOException {
        if (!Files.exists(folder.resolve("node-id"))) return Optional.empty();
        return Optional.of(
                new Identity(
                        Files.readString(folder.resolve("node-id")).strip(),
                        keys(),
                        certificate(Files.readAllBytes(folder.resolve("certificate.der"))),
                        certificate(Files.readAllBytes(folder.resolve("authority.der")))));
    }

    /// The node's key pair; made at the first call, kept from then on, over renewals too.
    KeyPair keys() throws IOException {
        Path secret = folder.resolve("key.der");
        Path open = folder.resolve("public.der");
        try {
            if (!Files.exists(secret) || !Files.exists(open)) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                KeyPair made = generator.generateKeyPair();
                write(open, made.getPublic().getEncoded());
                write(secret, made.getPrivate().getEncoded());
                return made;
            }
            KeyFactory factory = KeyFactory.getInstance("EC");
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(Files.readAllBytes(open))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(secret))));
        } catch (GeneralSecurityException e) {
            throw new IOException("the node's key in " + folder + " cannot be read", e);
        }
    }

    Identity save(String nodeId, byte[] certificate, byte[] authority) throws IOException {
        Identity identity =
                new Identity(nodeId, keys(), certificate(certificate), certificate(authority));
        if (!identity.certificate().getPublicKey().equals(identity.keys().getPublic())) {
            throw new IOException("the control plane answered with a certificate for another key");
        }
        write(folder.resolve("authority.der"), authority);
        write(folder.resolve("certificate.der"), certificate);
        write(folder.resolve("node-id"), nodeId.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return identity;
    }

    private void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path fresh = folder.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, content);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static X509Certificate certificate(byte[] der) throws IOException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new IOException("not an X.509 certificate", e);
        }
    }
}
