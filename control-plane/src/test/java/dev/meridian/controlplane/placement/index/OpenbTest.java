package dev.meridian.controlplane.placement.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.goals.Goals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// On a real fleet and real requests, filled one at a time, the fast path allocates what is
/// published of FGD (95.39 %).
class OpenbTest {
    private static Optional<Path> folder = Optional.empty();

    @BeforeAll
    static void look() {
        folder = Openb.folder();
    }

    @ParameterizedTest
    @ValueSource(longs = {42, 43, 44})
    void allocatesNinetyFivePercent(long seed) throws IOException {
        assumeTrue(
                folder.isPresent(),
                "the openb trace is not here: set MERIDIAN_DATA to the folder that holds openb/");
        Openb trace = Openb.read(folder.orElseThrow(), "openb_pod_list_default.csv");
        List<Requirement> arrivals = trace.arrivals(1.3, seed);
        Snapshot snapshot = trace.snapshot(arrivals);
        FleetIndex index = new FleetIndex(snapshot, Goals.of(trace.snapshot(trace.pods())));
        Draft draft = FastPath.place(snapshot, index);
        long taken = 0;
        for (int seat = 0; seat < draft.seats().size(); seat++) {
            taken += draft.isPlaced(seat) ? arrivals.get(seat).accelerators().totalMillis() : 0;
        }
        double allocated = 100.0 * taken / trace.millis();
        System.out.printf(
                "openb default, seed %d: %.2f %% of all GPUs allocated at 130 %%%n",
                seed, allocated);
        assertThat(allocated).isGreaterThanOrEqualTo(95);
    }
}
