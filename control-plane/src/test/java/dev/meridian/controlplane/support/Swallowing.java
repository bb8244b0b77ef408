package dev.meridian.controlplane.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stands before a server, and can swallow what is said on the connections that are open, without
/// ending them: as a server that was cut off. Those made later are served.
public final class Swallowing implements AutoCloseable {
    private final ServerSocket door;
    private final int server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile long era;

    /// @param server a port of this host
    public Swallowing(int server) throws IOException {
        this.server = server;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    public int port() {
        return door.getLocalPort();
    }

    public void swallow() {
        era++;
    }

    private void serve() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
                sockets.add(client);
                sockets.add(behind);
                long since = era;
                Thread.ofVirtual().start(() -> carry(client, behind, since));
                Thread.ofVirtual().start(() -> carry(behind, client, since));
            }
        } catch (IOException _) {
            // it is closed
        }
    }

    private void carry(Socket from, Socket to, long since) {
        byte[] some = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                if (era == since) {
                    out.write(some, 0, read);
                }
            }
            if (era == since) {
                to.close();
            }
        } catch (IOException _) {
            // one of both is gone
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket each : sockets) {
            each.close();
        }
    }
}
