package dev.meridian.swarm.link;

import java.net.InetSocketAddress;

/// Where a control plane serves agents.
public record Plane(String host, int port) {

    /// @param text `host:port`
    /// @throws IllegalArgumentException with a sentence for people
    public static Plane of(String text) {
        int colon = text.lastIndexOf(':');
        try {
            return new Plane(
                    text.substring(0, Math.max(0, colon)),
                    Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "a control plane is named as host:port, not '" + text + "'", e);
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
