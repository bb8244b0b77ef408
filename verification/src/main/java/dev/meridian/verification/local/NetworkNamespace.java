package dev.meridian.verification.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A host of its own as far as the network goes: a namespace of the kernel, joined to ours by one
/// cable that can be pulled, or made to lose all that goes one way. Needs root and iproute2.
public final class NetworkNamespace implements Way, AutoCloseable {

    private final String name;
    private final String ours;
    private final String theirs;

    private NetworkNamespace(long number) {
        name = "mrd" + number % 1_000_000;
        // of the range that RFC 2544 keeps for tests, four addresses to each
        String net = "198.18." + number / 64 % 256 + ".";
        long first = number % 64 * 4;
        ours = net + (first + 1);
        theirs = net + (first + 2);
    }

    /// @throws IOException says what this machine lacks for it
    public static NetworkNamespace open() throws IOException {
        var space = new NetworkNamespace(ProcessHandle.current().pid());
        try {
            run("ip", "netns", "add", space.name);
            run(
                    "ip",
                    "link",
                    "add",
                    space.near(),
                    "type",
                    "veth",
                    "peer",
                    "name",
                    space.far(),
                    "netns",
                    space.name);
            run("ip", "addr", "add", space.ours + "/30", "dev", space.near());
            run("ip", "link", "set", space.near(), "up");
            run("ip", "-n", space.name, "addr", "add", space.theirs + "/30", "dev", space.far());
            run("ip", "-n", space.name, "link", "set", space.far(), "up");
            run("ip", "-n", space.name, "link", "set", "lo", "up");
            return space;
        } catch (IOException e) {
            space.close();
            throw e;
        }
    }

    private String near() {
        return name + "a";
    }

    private String far() {
        return name + "b";
    }

    /// `ip netns exec` would hide the control groups.
    @Override
    public List<String> prefix() {
        return List.of("nsenter", "--net=/run/netns/" + name);
    }

    @Override
    public String address(int port) {
        return ours + ":" + port;
    }

    /// Pulls the cable.
    public void cut() throws IOException {
        run("ip", "link", "set", near(), "down");
    }

    /// What the host sends still arrives; it hears nothing any more.
    public void deafen() throws IOException {
        run("ip", "route", "add", "blackhole", theirs + "/32");
    }

    public void hear() throws IOException {
        run("ip", "route", "del", "blackhole", theirs + "/32");
    }

    public void mend() throws IOException {
        run("ip", "link", "set", near(), "up");
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
                        new String[] {"ip", "link", "del", near()},
                        new String[] {"ip", "netns", "del", name})) {
            try {
                run(command);
            } catch (IOException _) {
                // was not made
            }
        }
    }
}
