package dev.meridian.agent.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocket;

/// Connections to a control plane by way of a peer: outside TLS with the peer, inside whatever is
/// said to the control plane, which the peer can neither read nor forge.
final class PeerPath extends SocketFactory {
    private static final int PATIENCE_MILLIS = 5_000;

    private final Identity identity;

    PeerPath(Identity identity) {
        this.identity = identity;
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        Socket raw = new Socket();
        try {
            raw.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            raw.setSoTimeout(PATIENCE_MILLIS);
            SSLSocket peer = PeerTls.calling(identity, raw, host.getHostAddress(), port);
            peer.startHandshake();
            raw.setSoTimeout(0);
            return peer;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
            throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
            throws IOException {
        return createSocket(host, port);
    }
}
