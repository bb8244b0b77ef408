package dev.meridian.controlplane.dispatch.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.model.Peers.Member;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskIdentityTest {
    private static final JobId JOB = new JobId(new UUID(7, 1));
    private static final NodeId A = new NodeId(new UUID(1, 1));
    private static final NodeId B = new NodeId(new UUID(1, 2));

    /// Two ranks on A, then two on B.
    private static final List<Member> MEMBERS =
            List.of(
                    member(0, 1, A, "10.0.0.1"),
                    member(1, 1, A, "10.0.0.1"),
                    member(2, 1, B, "10.0.0.2"),
                    member(3, 1, B, "10.0.0.2"));

    @Test
    void ranksFindEachOther() {
        Map<String, String> env = identity(null, rendezvous(MEMBERS, 3)).environment(Map.of());
        assertThat(env)
                .containsEntry("RANK", "3")
                .containsEntry("WORLD_SIZE", "4")
                .containsEntry("LOCAL_RANK", "1")
                .containsEntry("NODE_RANK", "1")
                .containsEntry("MASTER_ADDR", "10.0.0.1")
                .doesNotContainKey("MERIDIAN_ARRAY_INDEX");
        assertThat(Integer.parseInt(env.get("MASTER_PORT"))).isBetween(20_000, 29_999);
    }

    @Test
    void allRanksOfOnePlacementAgreeOnThePort() {
        assertThat(MEMBERS.stream().map(m -> rendezvous(MEMBERS, m.rank()).masterPort()).distinct())
                .hasSize(1);
        var again = MEMBERS.stream().map(m -> member(m.rank(), 2, m.node(), m.address())).toList();
        assertThat(rendezvous(again, 0).masterPort())
                .isNotEqualTo(rendezvous(MEMBERS, 0).masterPort());
    }

    @Test
    void withoutRankZeroThereIsNobodyToMeet() {
        assertThat(identity(null, rendezvous(MEMBERS.subList(2, 4), 2)).environment(Map.of()))
                .containsEntry("RANK", "2")
                .containsEntry("NODE_RANK", "0")
                .doesNotContainKey("MASTER_ADDR");
    }

    @Test
    void membersOfAnArrayKnowTheirNumber() {
        assertThat(identity(1000, null).environment(Map.of()))
                .containsEntry("MERIDIAN_ARRAY_INDEX", "5")
                .containsEntry("MERIDIAN_ARRAY_SIZE", "1000")
                .containsEntry("MERIDIAN_DATA", "s3://a s3://b")
                .doesNotContainKey("RANK");
    }

    @Test
    void theUserWinsExceptInOurName() {
        assertThat(
                        identity(null, rendezvous(MEMBERS, 0))
                                .environment(
                                        Map.of(
                                                "MASTER_PORT",
                                                "29500",
                                                "MERIDIAN_EPOCH",
                                                "99",
                                                "HOME",
                                                "/x")))
                .containsEntry("MASTER_PORT", "29500")
                .containsEntry("MERIDIAN_EPOCH", "2")
                .containsEntry("MERIDIAN_ATTEMPT", "1")
                .containsEntry("MERIDIAN_PREVIOUS_EPOCH", "1")
                .containsEntry("HOME", "/x");
    }

    private static Member member(int rank, int epoch, NodeId node, String address) {
        return new Member(new AllocationId(new UUID(3, rank)), rank, epoch, node, address);
    }

    private static Rendezvous rendezvous(List<Member> members, int rank) {
        return Rendezvous.of(
                new Peers(JOB, "worker", 4, members), new AllocationId(new UUID(3, rank)));
    }

    private static TaskIdentity identity(
            @Nullable Integer arraySize, @Nullable Rendezvous rendezvous) {
        return new TaskIdentity(
                JOB,
                "sft",
                "nlp",
                "worker",
                new AllocationId(new UUID(3, 3)),
                5,
                2,
                1,
                "eu-west",
                "c1",
                "n1",
                List.of("s3://a", "s3://b"),
                arraySize,
                rendezvous);
    }
}
