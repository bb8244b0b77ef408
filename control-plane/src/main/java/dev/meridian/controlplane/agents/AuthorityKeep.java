package dev.meridian.controlplane.agents;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;

/// Where the agents' authority is kept from one start to the next.
@FunctionalInterface
interface AuthorityKeep {

    record Kept(PrivateKey key, X509Certificate certificate) {}

    /// @param maker of the authority, where none is kept yet
    Kept readOr(Supplier<Kept> maker);
}
