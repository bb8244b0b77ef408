package dev.meridian.controlplane.agents;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// What a server shows: its own certificate first, the authority's last, so that an agent can find
/// the one it pinned.
record ServerIdentity(PrivateKey key, List<X509Certificate> chain) {}
