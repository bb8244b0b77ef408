package dev.meridian.controlplane.agents;

import java.security.cert.X509Certificate;
import java.time.Instant;

/// A certificate made for a node.
///
/// @param serial hex, as it is kept in the database
record NodeCertificate(X509Certificate certificate, String serial, Instant expiresAt) {

    static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }
}
