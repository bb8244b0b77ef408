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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The network between two programs of this host, as an agent and its control plane, which can be
/// cut without anybody's special rights. Cut, it lets nothing through and refuses nothing, as a
/// broken network does.
public final class Wire implements Cable {
    private static final long LOOKS_AGAIN_MILLIS = 20;

    private final ServerSocket door;
    private final int target;
    private final boolean keeps;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean deaf;

    private Wire(ServerSocket door, int target, boolean keeps) {
        this.door = door;
        this.target = target;
        this.keeps = keeps;
    }

    /// @param target port on this host to which it leads
    public static Wire to(int target) {
        return open(target, false);
    }

    /// Cut, it keeps what it is given, and hands it over when it is mended, however late, as TCP
    /// does.
    ///
    /// @param target port on this host to which it leads
    public static Wire late(int target) {
        return open(target, true);
    }

    private static Wire open(int target, boolean keeps) {
        try {
            var wire =
                    new Wire(
                            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                            target,
                            keeps);
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
        return "localhost:" + port();
    }

    /// Of its near end.
    public int port() {
        return door.getLocalPort();
    }

    @Override
    public void cut() {
        cut = true;
    }

    @Override
    public void deafen() {
        deaf = true;
    }

    /// What was lost is lost: connections that were cut are closed, new ones get through. One that
    /// keeps what it is given goes on where it was.
    @Override
    public void mend() {
        if (keeps) {
            cut = false;
        } else if (cut || deaf) {
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
                if (keeps) {
                    Thread.ofVirtual().start(() -> leadLate(near));
                } else if (!cut) {
                    lead(near);
                }
            } catch (IOException _) {
                // the door was closed
            }
        }
    }

    private void leadLate(Socket near) {
        awaitMend();
        lead(near);
    }

    private void awaitMend() {
        while (cut && !door.isClosed()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOKS_AGAIN_MILLIS));
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
                if (keeps) {
                    awaitMend();
                }
                if (!cut && !(deaf && towardsAgent)) {
                    into.getOutputStream().write(buffer, 0, n);
                }
            }
        } catch (IOException _) {
            // ends below, as after an orderly end
        }
        if (keeps) {
            awaitMend();
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
