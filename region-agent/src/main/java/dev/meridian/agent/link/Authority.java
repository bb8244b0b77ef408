package dev.meridian.agent.link;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The one certificate authority that this agent trusts.
sealed interface Authority {
    /// At the first contact only its digest is known: the server sends the certificate itself in
    /// its chain.
    record Digest(String sha256) implements Authority {}

    record Known(X509Certificate certificate) implements Authority {}

    default Optional<X509Certificate> findIn(X509Certificate[] chain) {
        return switch (this) {
            case Known(var certificate) -> Optional.of(certificate);
            case Digest(var sha256) ->
                    Arrays.stream(chain).filter(c -> sha256.equals(digest(c))).findFirst();
        };
    }

    static String digest(X509Certificate certificate) {
        try {
            return digest(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate without a form", e);
        }
    }

    static String digest(byte[] certificate) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
