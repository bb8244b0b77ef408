package dev.meridian.controlplane.dispatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.model.Renewal;
import dev.meridian.controlplane.dispatch.store.LeaseStore.Cause;
import dev.meridian.controlplane.dispatch.store.LeaseStore.Ended;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.support.Rows;
import dev.meridian.controlplane.support.TestDatabase;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeaseStoreTest {
    private static final Duration MARGIN = Duration.ofSeconds(6);

    private final TestDatabase database = TestDatabase.fresh();
    private final LeaseStore leases = new LeaseStore(database.jdbc());
    private final Rows rows = new Rows(database.jdbc());
    private final NodeId node = rows.node("eu-west", "n1");
    private final AllocationId allocation = rows.running(node);

    @Test
    void renewsAllThatTheNodesHold() {
        NodeId other = rows.node("us-east", "n2");
        AllocationId second = rows.running(node);
        AllocationId third = rows.running(other);
        AllocationId stranger = rows.running(rows.node("us-east", "n3"));
        expire(Duration.ofSeconds(60), allocation, second, third, stranger);
        assertThat(leases.renew(List.of(node, other)))
                .satisfies(all ->
                        assertThat(all.get(node))
                                .extracting(Renewal::allocation)
                                .containsExactlyInAnyOrder(allocation, second))
                .containsEntry(other, List.of(new Renewal(third, 1, Duration.ofMinutes(2))))
                .hasSize(2);
        assertThat(ended())
                .containsExactly(
                        new Ended(
                                stranger, 1, idOf("n3"), new RegionName("us-east"), Cause.SILENCE));
    }

    @Test
    void aFencedCopyHasTimeToDie() {
        expire(Duration.ofSeconds(4), allocation);
        assertThat(ended()).isEmpty();
        expire(Duration.ofSeconds(7), allocation);
        assertThat(ended()).extracting(Ended::allocation).containsExactly(allocation);
    }

    @Test
    void whatOverlapsIsReplacedAtOnceAndWhatIsKeptIsNot() {
        AllocationId kept = rows.running(node);
        policy("overlap", allocation);
        policy("keep", kept);
        expire(Duration.ofSeconds(1), allocation, kept);
        assertThat(ended()).extracting(Ended::allocation).containsExactly(allocation);
    }

    @Test
    void whatWasGrantedBeforeWeWereAwayIsLeftAlone() {
        expire(Duration.ofSeconds(60), allocation);
        assertThat(leases.ended(MARGIN, OffsetDateTime.now(ZoneOffset.UTC), 10)).isEmpty();
        leases.end(node, List.of());
        assertThat(leases.knownDead(10)).hasSize(1);
    }

    @Test
    void aKnownDeathEndsTheWaitAndCannotBeRenewed() {
        AllocationId survivor = rows.running(node);
        policy("keep", allocation);
        assertThat(leases.end(node, List.of(survivor))).isEqualTo(1);
        assertThat(ended()).isEmpty();
        assertThat(leases.knownDead(10))
                .containsExactly(
                        new Ended(allocation, 1, node, new RegionName("eu-west"), Cause.TOLD));
        assertThat(leases.renew(List.of(node)))
                .isEqualTo(Map.of(node, List.of(new Renewal(survivor, 1, Duration.ofMinutes(2)))));
        assertThat(leases.end(node, List.of(survivor))).isZero();
    }

    @Test
    void theMostImportantOfEachRegionComeFirst() {
        AllocationId important = rows.running(node);
        AllocationId elsewhere = rows.running(rows.node("us-east", "n2"));
        database.jdbc()
                .sql(
                        "update task_groups set priority = 900 where id = (select group_id from allocations where id = ?)")
                .param(important.value())
                .update();
        expire(Duration.ofSeconds(60), allocation, important, elsewhere);
        assertThat(leases.ended(MARGIN, OffsetDateTime.now(ZoneOffset.UTC).minusDays(1), 1))
                .extracting(Ended::allocation)
                .containsExactly(important, elsewhere);
    }

    private List<Ended> ended() {
        return leases.ended(MARGIN, OffsetDateTime.now(ZoneOffset.UTC).minusDays(1), 10);
    }

    private NodeId idOf(String name) {
        return database.jdbc()
                .sql("select id from nodes where name = ?")
                .param(name)
                .query((row, _) -> new NodeId(row.getObject(1, UUID.class)))
                .single();
    }

    private void expire(Duration ago, AllocationId... ids) {
        for (AllocationId id : ids) {
            database.jdbc()
                    .sql(
                            "update leases set expires_at = now() - ? * interval '1 ms' where allocation_id = ?")
                    .params(ago.toMillis(), id.value())
                    .update();
        }
    }

    private void policy(String policy, AllocationId id) {
        database.jdbc()
                .sql("update leases set policy = ? where allocation_id = ?")
                .params(policy, id.value())
                .update();
    }
}
