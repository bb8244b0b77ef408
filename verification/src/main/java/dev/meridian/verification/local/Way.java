package dev.meridian.verification.local;

import java.util.List;

/// How an agent reaches its control plane.
public interface Way {

    /// What has to stand before the agent's command line.
    List<String> prefix();

    /// @param port of the control plane on this host
    /// @return `host:port`, as the agent sees it
    String address(int port);
}
