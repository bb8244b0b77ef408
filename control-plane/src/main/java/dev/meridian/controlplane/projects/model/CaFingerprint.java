package dev.meridian.controlplane.projects.model;

/// The certificate authority of the agent link, as a join token carries it; the agents door
/// implements this.
public interface CaFingerprint {

    /// SHA-256 of the certificate's DER, 64 lower-case hex digits.
    String sha256Hex();
}
