package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.dispatch.model.Peers.Member;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How the members of a group or gang find each other, in the words that PyTorch and its like read.
///
/// @param localRank among the members on the same node
/// @param nodeRank of the member's node among the nodes of all, in the order of their lowest ranks
/// @param masterAddress of the node of rank 0; null while rank 0 has none
public record Rendezvous(
        int rank,
        int worldSize,
        int localRank,
        int nodeRank,
        @Nullable String masterAddress,
        int masterPort) {
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;

    /// @param own one of the peers
    public static Rendezvous of(Peers peers, AllocationId own) {
        List<Member> members = peers.members();
        Member self =
                members.stream().filter(m -> m.allocation().equals(own)).findFirst().orElseThrow();
        int localRank =
                (int)
                        members.stream()
                                .filter(m -> m.rank() < self.rank() && m.node().equals(self.node()))
                                .count();
        List<NodeId> nodes = members.stream().map(Member::node).distinct().toList();
        @Nullable Member master = members.getFirst().rank() == 0 ? members.getFirst() : null;
        return new Rendezvous(
                self.rank(),
                peers.worldSize(),
                localRank,
                nodes.indexOf(self.node()),
                master == null || master.address().isEmpty() ? null : master.address(),
                port(peers, master == null ? 0 : master.epoch()));
    }

    /// The same for every member of one placement, another one for the next: the port of a copy
    /// that still dies on the same node is not waited for.
    private static int port(Peers peers, int epoch) {
        return FIRST_PORT + Math.floorMod(Objects.hash(peers.job(), peers.first(), epoch), PORTS);
    }

    Map<String, String> environment() {
        Map<String, String> env = new HashMap<>();
        env.put("RANK", Integer.toString(rank));
        env.put("WORLD_SIZE", Integer.toString(worldSize));
        env.put("LOCAL_RANK", Integer.toString(localRank));
        env.put("NODE_RANK", Integer.toString(nodeRank));
        if (masterAddress != null) {
            env.put("MASTER_ADDR", masterAddress);
            env.put("MASTER_PORT", Integer.toString(masterPort));
        }
        return env;
    }
}
