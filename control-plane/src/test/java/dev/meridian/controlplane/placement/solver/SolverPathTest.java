package dev.meridian.controlplane.placement.solver;

import static dev.meridian.controlplane.placement.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.placement.Scenario;
import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FastPath;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.goals.Goals;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Where one after the other goes wrong and looking at all together goes right.
class SolverPathTest {
    private final SolverPath solver = new SolverPath(SolverSettings.byMoves(5000));

    /// The two that came first are packed one to a node, and neither node has eight cores left.
    private static Scenario packedInTheWrongPlaces() {
        return new Scenario()
                .region("r", "EU")
                .node("ten", "r", 0, node -> node.capacity(Amounts.of(10_000, 65_536, 0)))
                .node("eight", "r", 0, node -> node.capacity(Amounts.of(8_000, 65_536, 0)))
                .pending(group("six").cores(6))
                .pending(group("four").cores(4))
                .pending(group("big").cores(8));
    }

    private static long placed(Draft draft) {
        return IntStream.range(0, draft.seats().size()).filter(draft::isPlaced).count();
    }

    @Test
    void placesWhatTheFastPathAloneCannot() {
        Snapshot snapshot = packedInTheWrongPlaces().snapshot();
        FleetIndex index = new FleetIndex(snapshot, Goals.of(snapshot));
        Draft draft = FastPath.place(snapshot, index);
        assertThat(placed(draft)).as("by the fast path alone").isEqualTo(2);
        SolverPath.Outcome outcome = solver.improve(draft, index, snapshot);
        assertThat(placed(draft)).as("after the solver").isEqualTo(3);
        assertThat(outcome.placed()).isEqualTo(1);
    }

    @Test
    void placesAGangThatTheFastPathLeftNoRoomFor() {
        Scenario scenario = new Scenario().region("r", "EU");
        for (int i = 0; i < 4; i++) {
            int cores = i < 2 ? 10 : 8;
            scenario.node(
                    "n" + i, "r", 0, node -> node.capacity(Amounts.of(cores * 1000L, 65_536, 0)));
        }
        scenario.pending(group("six").cores(6).count(2))
                .pending(group("four").cores(4).count(2))
                .pending(group("gang").cores(8).count(2).gang());
        Snapshot snapshot = scenario.snapshot();
        FleetIndex index = new FleetIndex(snapshot, Goals.of(snapshot));
        Draft draft = FastPath.place(snapshot, index);
        assertThat(placed(draft)).isEqualTo(4);
        solver.improve(draft, index, snapshot);
        assertThat(placed(draft)).isEqualTo(6);
    }

    @Test
    void neverTradesImportantWorkForMoreOfLess() {
        Scenario scenario =
                new Scenario()
                        .region("r", "EU")
                        .node("n", "r", 0, node -> node.capacity(Amounts.of(8_000, 65_536, 0)))
                        .pending(group("small").cores(1).priority(1000))
                        .pending(group("large").cores(8).priority(100));
        Snapshot snapshot = scenario.snapshot();
        FleetIndex index = new FleetIndex(snapshot, Goals.of(snapshot));
        Draft draft = FastPath.place(snapshot, index);
        solver.improve(draft, index, snapshot);
        assertThat(draft.isPlaced(0)).isTrue();
        assertThat(draft.isPlaced(1)).isFalse();
    }

    @Test
    void answersTheSameForTheSameSeed() {
        List<Long> first = slots();
        assertThat(slots()).isEqualTo(first);
    }

    private List<Long> slots() {
        Snapshot snapshot = RandomFleets.crowded(11).snapshot();
        FleetIndex index = new FleetIndex(snapshot, Goals.of(snapshot));
        Draft draft = FastPath.place(snapshot, index);
        solver.improve(draft, index, snapshot);
        return IntStream.range(0, draft.seats().size()).mapToObj(draft::slot).toList();
    }
}
