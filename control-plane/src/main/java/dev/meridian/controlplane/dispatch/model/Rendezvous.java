package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How the members of a group find each other, in the words that PyTorch and its like read.
///
/// @param localRank among the members on the same node
/// @param nodeRank of the member's node among the nodes of the group, in the order of their lowest
///   ranks
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

    /// A placed member of the group.
    ///
    /// @param address where others reach its node
    public record Member(int rank, int epoch, NodeId node, String address) {}

    /// @param members that are placed, by rank; `rank` is one of them
    public static Rendezvous of(
            JobId job, String group, int worldSize, List<Member> members, int rank) {
        Member self = members.stream().filter(m -> m.rank() == rank).findFirst().orElseThrow();
        int localRank =
                (int)
                        members.stream()
                                .filter(m -> m.rank() < rank && m.node().equals(self.node()))
                                .count();
        List<NodeId> nodes = members.stream().map(Member::node).distinct().toList();
        @Nullable Member master = members.getFirst().rank() == 0 ? members.getFirst() : null;
        return new Rendezvous(
                rank,
                worldSize,
                localRank,
                nodes.indexOf(self.node()),
                master == null || master.address().isEmpty() ? null : master.address(),
                port(job, group, master == null ? 0 : master.epoch()));
    }

    /// The same for every member of one placement, another one for the next: the port of a copy
    /// that still dies on the same node is not waited for.
    private static int port(JobId job, String group, int epoch) {
        return FIRST_PORT + Math.floorMod(Objects.hash(job, group, epoch), PORTS);
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
