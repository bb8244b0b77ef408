package dev.meridian.controlplane.placement.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RangesTest {

    /// Against sets of single numbers.
    @Test
    void areSets() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2000; i++) {
            BitSet a = any(random);
            BitSet b = any(random);
            BitSet minus = (BitSet) a.clone();
            minus.andNot(b);
            BitSet both = (BitSet) a.clone();
            both.and(b);
            BitSet either = (BitSet) a.clone();
            either.or(b);
            assertThat(bits(ranges(a).minus(ranges(b)))).isEqualTo(minus);
            assertThat(bits(ranges(a).intersect(ranges(b)))).isEqualTo(both);
            assertThat(bits(ranges(a).plus(ranges(b)))).isEqualTo(either);
        }
    }

    private static BitSet any(SplittableRandom random) {
        BitSet bits = new BitSet();
        for (int i = 0; i < 24; i++) {
            bits.set(i, random.nextBoolean());
        }
        return bits;
    }

    private static Ranges ranges(BitSet bits) {
        Ranges ranges = Ranges.NONE;
        for (int from = bits.nextSetBit(0);
                from >= 0;
                from = bits.nextSetBit(bits.nextClearBit(from))) {
            ranges = ranges.plus(Ranges.of(from, bits.nextClearBit(from)));
        }
        return ranges;
    }

    private static BitSet bits(Ranges ranges) {
        BitSet bits = new BitSet();
        for (int run = 0; run < ranges.runs(); run++) {
            bits.set(ranges.from(run), ranges.to(run));
        }
        return bits;
    }
}
