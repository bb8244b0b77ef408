package dev.meridian.controlplane.fleet.model;

import java.util.Set;

/// The port to the streams that nodes hold open; the door for agents implements it.
public interface OpenStreams {

    /// Serial numbers of the certificates under which streams are open.
    Set<String> serials();

    /// Ends the streams that were opened under these certificates.
    void close(Set<String> serials);
}
