package dev.meridian.agent.link;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/// TLS between two nodes of one installation: each shows the certificate that the control plane
/// gave it, and neither speaks to anybody else.
final class PeerTls {
    private PeerTls() {}

    /// At the end that was called.
    static SSLSocket answering(Identity identity, Socket raw) throws IOException {
        SSLSocket socket = (SSLSocket) sockets(identity).createSocket(raw, null, true);
        socket.setUseClientMode(false);
        socket.setNeedClientAuth(true);
        return socket;
    }

    /// At the end that calls.
    static SSLSocket calling(Identity identity, Socket raw, String host, int port)
            throws IOException {
        SSLSocket socket = (SSLSocket) sockets(identity).createSocket(raw, host, port, true);
        socket.setUseClientMode(true);
        return socket;
    }

    private static SSLSocketFactory sockets(Identity identity) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    identity.keyManagers(),
                    new TrustManager[] {new PeerTrust(identity.authority())},
                    null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("the node's certificate serves for no connection", e);
        }
    }
}
