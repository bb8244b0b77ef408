package dev.meridian.agent.link;

import java.util.Arrays;
import java.util.List;

/// Where a control plane listens for agents.
public record HostPort(String host, int port) {
    private static final int AGENTS_PORT = 9090;

    public HostPort {
        if (host.isBlank()) throw new IllegalArgumentException("a control plane needs a host name");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(port + " is no port (1 to 65535)");
        }
    }

    /// `host:port[,host:port]`; a missing port is 9090.
    public static List<HostPort> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).map(HostPort::parse).toList();
    }

    static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean bareIpv6 = colon != text.indexOf(':') && !text.contains("]");
        if (colon < 0 || bareIpv6 || text.endsWith("]")) return new HostPort(text, AGENTS_PORT);
        try {
            return new HostPort(
                    text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not host:port", e);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
