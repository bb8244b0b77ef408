package dev.meridian.agent.link;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// The peers that lend this node their way, as the control plane last named them: in a file, for
/// the guard's witness and for the time after a restart.
public final class LendingPeers {
    private static final Logger LOG = System.getLogger(LendingPeers.class.getName());

    private final Path file;
    private volatile List<HostPort> known;

    public LendingPeers(Path dataDir) {
        this.file = file(dataDir);
        this.known = read(dataDir);
    }

    private static Path file(Path dataDir) {
        return dataDir.resolve("guard").resolve("peers");
    }

    public List<HostPort> known() {
        return known;
    }

    public void named(List<HostPort> peers) {
        known = List.copyOf(peers);
        try {
            Path fresh = file.resolveSibling("peers.new");
            Files.createDirectories(file.getParent());
            Files.write(
                    fresh, peers.stream().map(peer -> peer.host() + " " + peer.port()).toList());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the guard is not told of peers: {0}", e.getMessage());
        }
    }

    /// What was last written down; whatever is no address is passed over.
    public static List<HostPort> read(Path dataDir) {
        List<HostPort> found = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file(dataDir))) {
                String[] words = line.strip().split(" ");
                if (words.length == 2) found.add(new HostPort(words[0], port(words[1])));
            }
        } catch (IOException | IllegalArgumentException _) {
            return List.copyOf(found);
        }
        return List.copyOf(found);
    }

    private static int port(String word) {
        return Integer.parseInt(word); // NumberFormatException is an IllegalArgumentException
    }
}
