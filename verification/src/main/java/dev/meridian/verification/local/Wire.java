package dev.meridian.verification.local;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The network between one agent and its control plane, which can be cut without anybody's special
/// rights. Cut, it swallows what it is given and refuses nothing, as a broken network does.
public final class Wire implements Cable {

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean deaf;

    private Wire(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    /// @param target port on this host to which it leads
    public static Wire to(int target) {
        try {
            var wire = new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
            Thread.ofVirtual().name("wire").start(wire::accept);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> prefix() {
        return List.of();
    }

    /// Where its near end is.
    @Override
    public String address(int port) {
        return "localhost:" + door.getLocalPort();
    }

    @Override
    public void cut() {
        cut = true;
    }

    @Override
    public void deafen() {
        deaf = true;
    }

    /// What was lost is lost: connections that were cut are closed, new ones get through.
    @Override
    public void mend() {
        if (cut || deaf) {
            open.forEach(Wire::end);
            open.clear();
            cut = false;
            deaf = false;
        }
    }

    @Override
    public String witness() {
        return "127.0.0.1";
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                open.add(near);
                if (!cut) {
                    lead(near);
                }
            } catch (IOException _) {
                // the door was closed
            }
        }
    }

    private void lead(Socket near) {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(far);
            Thread.ofVirtual().start(() -> pump(near, far, false));
            Thread.ofVirtual().start(() -> pump(far, near, true));
        } catch (IOException _) { // nobody serves there just now: the agent tries again
            end(near);
            open.remove(near);
        }
    }

    private void pump(Socket from, Socket into, boolean towardsAgent) {
        byte[] buffer = new byte[16_384];
        try {
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                if (!cut && !(deaf && towardsAgent)) {
                    into.getOutputStream().write(buffer, 0, n);
                }
            }
        } catch (IOException _) {
            // ends below, as after an orderly end
        }
        if (!cut) {
            end(from);
            end(into);
            open.remove(from);
            open.remove(into);
        }
    }

    private static void end(Closeable socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // it is gone either way
        }
    }

    @Override
    public void close() {
        end(door);
        open.forEach(Wire::end);
    }
}
