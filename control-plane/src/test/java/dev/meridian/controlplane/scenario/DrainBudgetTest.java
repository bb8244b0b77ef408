package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.DrainOrder;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What has to leave its node stops paying for it: its place does not count twice, and the budget
/// holds for the next one.
@Scenario
class DrainBudgetTest {
    private static final DrainOrder AT_ONCE = new DrainOrder("new disk", null, false);

    @Autowired private Plane plane;
    private NodeId old;

    @BeforeEach
    void empty() {
        plane.empty();
        old = plane.node("eu-west", "old");
        plane.price(old, 8);
    }

    /// Each copy holds an eighth of a node; two dollars an hour may be spent.
    private JobId copies(int count) {
        JobId job =
                plane.submit(
                        """
                        {name: limited, budget: {maxHourlyCost: 2}, taskGroups: [
                          {count: %d, resources: {cpu: 1}, task: {command: ["true"]}}]}\
                        """
                                .formatted(count));
        plane.plan();
        plane.allocations(job).stream().filter(row -> row.node() != null).forEach(plane::runs);
        return job;
    }

    private List<NodeId> places(JobId job) {
        return plane.allocations(job).stream()
                .map(Plane.Row::node)
                .filter(node -> node != null)
                .toList();
    }

    @Test
    void whatMovesIsNotPaidTwiceAndWhatWaitsGoesOnWaiting() {
        JobId job = copies(3);
        assertThat(places(job)).containsExactly(old, old);
        NodeId next = plane.node("us-east", "next");
        plane.price(next, 8);
        plane.drain(old, AT_ONCE);
        settle(job);
        assertThat(places(job)).containsExactly(next, next);
        assertThat(plane.isEmptied(old)).isTrue();
    }

    @Test
    void noPlaceIsTakenThatTheBudgetDoesNotPayFor() {
        JobId job = copies(2);
        NodeId dear = plane.node("us-east", "dear");
        plane.price(dear, 16);
        plane.drain(old, AT_ONCE);
        settle(job);
        // one dollar is held, and two more are asked for
        assertThat(places(job)).containsExactly(old, old);
        assertThat(plane.waiting(old)).extracting(wait -> wait.token()).contains("ExceedsBudget");
    }

    private void settle(JobId job) {
        for (int i = 0; i < 4; i++) {
            for (Plane.Row row : plane.allocations(job)) {
                if (row.node() != null && plane.copies(row.id()).contains("1 stopping")) {
                    plane.stopped(
                            new Plane.Row(
                                    row.job(),
                                    row.id(),
                                    row.index(),
                                    row.state(),
                                    1,
                                    old,
                                    "DRAIN"));
                }
            }
            plane.turn();
        }
    }
}
