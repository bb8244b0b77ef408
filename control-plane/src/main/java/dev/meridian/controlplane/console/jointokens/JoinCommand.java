package dev.meridian.controlplane.console.jointokens;

import dev.meridian.controlplane.projects.model.Issued;
import dev.meridian.controlplane.projects.model.JoinToken;

/// What is typed on the new host. The token's second half is the fingerprint of our authority, so
/// the agent knows whom it talks to before it shows the first.
final class JoinCommand {
    private static final String DEFAULT = "default";

    private JoinCommand() {}

    /// @param host under which the reader of the page reached the control plane
    static String of(Issued<JoinToken> made, String host, int port) {
        JoinToken token = made.token();
        String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return "region-agent/bin/region-agent --control-plane="
                + name
                + ":"
                + port
                + " --region="
                + token.region()
                + " --cluster="
                + token.cluster()
                + (token.pool().equals(DEFAULT) ? "" : " --pool=" + token.pool())
                + " --data-dir=/var/lib/meridian-agent --join-token="
                + made.secret();
    }
}
