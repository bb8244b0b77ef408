package dev.meridian.agent.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocket;

/// Lends peers that are cut off this agent's way to its control plane. It passes bytes on and knows
/// nothing of what they say; only nodes with a certificate of this installation are let in, for a
/// short while, and only to where this agent itself is connected.
public final class PeerDoor implements AutoCloseable {
    private static final Logger LOG = System.getLogger(PeerDoor.class.getName());
    private static final int AT_ONCE = 8;
    private static final int PATIENCE_MILLIS = 5_000;

    /// A testimony takes a fraction of this.
    private static final int LONGEST_SECONDS = 20;

    private static final long MOST_BYTES = 4 << 20;
    private static final int PIECE = 16 << 10;

    private final ServerSocket door;
    private final IdentityStore identities;
    private final Semaphore room = new Semaphore(AT_ONCE);

    private PeerDoor(ServerSocket door, IdentityStore identities) {
        this.door = door;
        this.identities = identities;
    }

    /// Takes the port that it had before, or a free one, so that peers that are cut off find it
    /// after a restart too.
    ///
    /// @param address at which others reach this host
    /// @param wish the port; 0: whichever
    public static PeerDoor open(Path dataDir, String address, int wish, IdentityStore identities)
            throws IOException {
        Path kept = dataDir.resolve("peer-port");
        int port = wish > 0 ? wish : last(kept);
        ServerSocket socket =
                bind(address, port)
                        .or(() -> bind("", port))
                        .or(() -> wish > 0 ? Optional.empty() : bind(address, 0))
                        .or(() -> wish > 0 ? Optional.empty() : bind("", 0))
                        .orElseThrow(() ->
                                new IOException(
                                        "port " + port + " is taken; name another --peer-port"));
        try {
            Files.writeString(kept, socket.getLocalPort() + "\n");
        } catch (IOException _) {
            // on a full disk: another port next time
        }
        return new PeerDoor(socket, identities);
    }

    private static int last(Path kept) {
        try {
            return Integer.parseInt(Files.readString(kept).strip());
        } catch (IOException | NumberFormatException _) {
            return 0;
        }
    }

    /// At this address alone; where it is none of this host's own, as behind a translation of
    /// addresses, at all of them.
    private static Optional<ServerSocket> bind(String address, int port) {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.bind(
                        address.isEmpty()
                                ? new InetSocketAddress(port)
                                : new InetSocketAddress(InetAddress.getByName(address), port));
                return Optional.of(socket);
            } catch (IOException | IllegalArgumentException e) {
                socket.close();
                return Optional.empty();
            }
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /// From now on.
    ///
    /// @param way where this agent is connected; empty while it is cut off itself
    public void lend(Supplier<Optional<HostPort>> way) {
        Thread.ofPlatform().daemon().name("peers").start(() -> listen(way));
    }

    private void listen(Supplier<Optional<HostPort>> way) {
        while (!door.isClosed()) {
            try {
                Socket peer = door.accept();
                if (way.get().isEmpty() || !room.tryAcquire()) {
                    peer.close();
                    continue;
                }
                Thread.ofVirtual().name("peer").start(() -> admit(peer, way));
            } catch (IOException e) {
                if (!door.isClosed()) LOG.log(Level.DEBUG, "a peer was not let in", e);
            }
        }
    }

    private void admit(Socket raw, Supplier<Optional<HostPort>> way) {
        try (raw;
                Socket out = new Socket()) {
            after(LONGEST_SECONDS).execute(() -> end(raw, out));
            pass(raw, out, way);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a peer was not served: {0}", e.getMessage());
        } finally {
            room.release();
        }
    }

    private void pass(Socket raw, Socket out, Supplier<Optional<HostPort>> way) throws IOException {
        Optional<HostPort> plane = way.get();
        Optional<Identity> identity = identities.load();
        if (plane.isEmpty() || identity.isEmpty()) return;
        SSLSocket peer = PeerTls.answering(identity.get(), raw);
        peer.startHandshake();
        out.connect(new InetSocketAddress(plane.get().host(), plane.get().port()), PATIENCE_MILLIS);
        LOG.log(Level.INFO, "lends {0} its way to {1}", raw.getRemoteSocketAddress(), plane.get());
        Thread answers =
                Thread.ofVirtual().name("peer answers").start(() -> copy(out, peer, raw, out));
        copy(peer, out, raw, out);
        try {
            answers.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Until either end has said all; then both are over.
    private static void copy(Socket from, Socket to, Socket raw, Socket out) {
        try {
            InputStream in = from.getInputStream();
            OutputStream into = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            long left = MOST_BYTES;
            for (int n = in.read(piece); n >= 0 && left > 0; n = in.read(piece)) {
                into.write(piece, 0, n);
                into.flush();
                left -= n;
            }
        } catch (IOException _) {
            // the other direction has ended it, or its time is over
        } finally {
            end(raw, out);
        }
    }

    private static void end(Socket raw, Socket out) {
        try (raw;
                out) {
            return;
        } catch (IOException _) {
            return; // closed already
        }
    }

    private static Executor after(int seconds) {
        return CompletableFuture.delayedExecutor(
                seconds, TimeUnit.SECONDS, work -> Thread.ofVirtual().start(work));
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
