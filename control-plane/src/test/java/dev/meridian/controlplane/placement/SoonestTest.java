package dev.meridian.controlplane.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// As many as are asked for are kept, and they are those that sorting all would give.
class SoonestTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 64, 500, 5_000})
    void areThoseThatSortingGives(int most) {
        for (int moments : new int[] {0, 1, 63, 64, 65, 3_000}) {
            double[] all =
                    new SplittableRandom(moments)
                            .doubles(moments)
                            .map(one -> Math.rint(one * 100))
                            .toArray();
            Soonest soonest = new Soonest(most);
            for (double one : all) {
                soonest.add(one);
            }
            Arrays.sort(all);
            assertThat(soonest.sorted()).isEqualTo(Arrays.copyOf(all, Math.min(most, moments)));
        }
    }
}
