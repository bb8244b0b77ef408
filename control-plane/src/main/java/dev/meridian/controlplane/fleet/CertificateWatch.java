package dev.meridian.controlplane.fleet;

import dev.meridian.controlplane.fleet.model.OpenStreams;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/// Ends streams whose certificate was revoked, or has expired, since they were opened; run well
/// within the 60 seconds in which a revocation takes effect.
@Service
public class CertificateWatch {
    private final NodeCertificates certificates;
    private final ObjectProvider<OpenStreams> streams;

    CertificateWatch(NodeCertificates certificates, ObjectProvider<OpenStreams> streams) {
        this.certificates = certificates;
        this.streams = streams;
    }

    public void runOnce(Instant now) {
        streams.ifAvailable(open -> open.close(certificates.worthless(open.serials(), now)));
    }
}
