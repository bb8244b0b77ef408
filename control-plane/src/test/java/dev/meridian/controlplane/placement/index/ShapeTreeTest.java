package dev.meridian.controlplane.placement.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.solver.RandomFleets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The tree answers what a look at every node would.
class ShapeTreeTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsWhatAScanFinds(long seed) {
        Snapshot snapshot = RandomFleets.crowded(seed).snapshot();
        FleetIndex index = new FleetIndex(snapshot, Goals.of(snapshot));
        FreeCapacity capacity = index.capacity();
        NodeScore score =
                new NodeScore(new NumberedNodes(snapshot.nodes()), capacity, index.goals());
        SplittableRandom random = new SplittableRandom(seed);
        List<Requirement> shapes =
                snapshot.groups().stream()
                        .map(PendingGroup::allocations)
                        .map(allocations -> allocations.getFirst().requirement())
                        .toList();
        for (int i = 0; i < 300; i++) {
            Requirement requirement = shapes.get(random.nextInt(shapes.size()));
            Ask ask = Ask.of(requirement, index.goals());
            int from = random.nextInt(capacity.size());
            int to = from + 1 + random.nextInt(capacity.size() - from);
            float scanned = NodeScore.NEVER;
            int first = -1;
            for (int node = from; node < to; node++) {
                float points = score.of(node, ask, score.fixedCost(node, requirement));
                if (points > scanned) {
                    scanned = points;
                    first = node;
                }
            }
            assertThat(index.best(requirement, Ranges.of(from, to))).isEqualTo(scanned);
            assertThat(index.bestNode()).isEqualTo(first);
            if (first >= 0 && random.nextInt(3) > 0) {
                index.take(first, requirement);
                score.changed(first);
            }
        }
    }
}
