package dev.meridian.verification.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A host of its own as far as the network goes: a namespace of the kernel, joined to ours by one
/// cable that can be pulled, or made to lose all that goes one way, and by another one for those
/// who watch, which is left alone. Needs root and iproute2.
public final class NetworkNamespace implements Cable {
    private static final int EACH = 16;
    private static final int ADDRESSES = 8;
    private static final int NETS = 16_384;
    private static final int BYTE = 256;

    /// That RFC 2544 keeps for tests.
    private static final String RANGE = "198.18.0.0/15";

    private static final AtomicInteger OPENED = new AtomicInteger();

    private final String name;
    private final Link link;
    private final Link watching;
    private boolean cut;
    private boolean deaf;

    /// Two ends of one cable, and their addresses.
    private record Link(String near, String far, String ours, String theirs) {

        /// @param first of four addresses
        static Link of(String near, String far, long first) {
            return new Link(near, far, address(first + 1), address(first + 2));
        }

        /// Of [NetworkNamespace#RANGE].
        private static String address(long number) {
            return "198.%d.%d.%d"
                    .formatted(18 + number / BYTE / BYTE, number / BYTE % BYTE, number % BYTE);
        }
    }

    private NetworkNamespace(long number) {
        name = "mrd" + number % 1_000_000;
        long first = number % NETS * ADDRESSES;
        link = Link.of(name + "a", name + "b", first);
        watching = Link.of(name + "c", name + "d", first + ADDRESSES / 2);
    }

    /// @throws IOException says what this machine lacks for it
    public static NetworkNamespace open() throws IOException {
        var space =
                new NetworkNamespace(
                        ProcessHandle.current().pid() * EACH + OPENED.getAndIncrement());
        try {
            run("ip", "netns", "add", space.name);
            run("ip", "-n", space.name, "link", "set", "lo", "up");
            space.lay(space.link);
            space.lay(space.watching);
            // whatever address of ours a watcher was told
            run("ip", "-n", space.name, "route", "add", RANGE, "via", space.watching.ours());
            return space;
        } catch (IOException e) {
            space.close();
            throw e;
        }
    }

    private void lay(Link cable) throws IOException {
        run(
                "ip",
                "link",
                "add",
                cable.near(),
                "type",
                "veth",
                "peer",
                "name",
                cable.far(),
                "netns",
                name);
        run("ip", "addr", "add", cable.ours() + "/30", "dev", cable.near());
        run("ip", "link", "set", cable.near(), "up");
        run("ip", "-n", name, "addr", "add", cable.theirs() + "/30", "dev", cable.far());
        run("ip", "-n", name, "link", "set", cable.far(), "up");
    }

    /// `ip netns exec` would hide the control groups.
    @Override
    public List<String> prefix() {
        return List.of("nsenter", "--net=/run/netns/" + name);
    }

    @Override
    public String address(int port) {
        return link.ours() + ":" + port;
    }

    @Override
    public String witness() {
        return watching.ours();
    }

    /// Pulls the cable.
    @Override
    public synchronized void cut() throws IOException {
        if (!cut) {
            run("ip", "link", "set", link.near(), "down");
            cut = true;
        }
    }

    @Override
    public synchronized void deafen() throws IOException {
        if (!deaf) {
            run("ip", "route", "add", "blackhole", link.theirs() + "/32");
            deaf = true;
        }
    }

    @Override
    public synchronized void mend() throws IOException {
        if (deaf) {
            run("ip", "route", "del", "blackhole", link.theirs() + "/32");
            deaf = false;
        }
        if (cut) {
            run("ip", "link", "set", link.near(), "up");
            cut = false;
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    /// The cable goes with the namespace, once the last process in it has ended.
    @Override
    public void close() {
        for (String[] command :
                List.of(
                        new String[] {"ip", "route", "del", "blackhole", link.theirs() + "/32"},
                        new String[] {"ip", "link", "del", link.near()},
                        new String[] {"ip", "link", "del", watching.near()},
                        new String[] {"ip", "netns", "del", name})) {
            try {
                run(command);
            } catch (IOException _) {
                // was not made, or is mended
            }
        }
    }
}
