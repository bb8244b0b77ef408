package dev.meridian.controlplane.agents;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;

/// The text form of certificates, which the transport reads.
final class Pem {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII));

    private Pem() {}

    static byte[] certificate(byte[] der) {
        String body = LINES.encodeToString(der);
        return ("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n")
                .getBytes(US_ASCII);
    }
}
