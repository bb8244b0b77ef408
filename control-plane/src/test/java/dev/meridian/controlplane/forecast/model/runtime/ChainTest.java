package dev.meridian.controlplane.forecast.model.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final Instant START = Instant.parse("2026-11-16T00:00:00Z");
    private static final Traits TRAIN = new Traits("ada", "train", 8, 65536, 1);

    private final Chain chain = new Chain();
    private long clock;

    @Test
    void nothingIsForetoldOfNothing() {
        assertThat(chain.predict(TRAIN, START)).isEmpty();
    }

    @Test
    void theClosestRunsSpeak() {
        ends(TRAIN, 600);
        ends(new Traits("ada", "train", 1, 1024, 0), 60);
        ends(new Traits("ada", "eval", 1, 1024, 0), 30);
        ends(new Traits("bob", "x", 1, 1024, 0), 5);

        assertThat(asked(TRAIN).link()).isEqualTo(Link.RUN);
        assertThat(asked(TRAIN).distribution().p50()).isCloseTo(600, Offset.offset(0.1));
        assertThat(asked(new Traits("ada", "train", 64, 1, 8)).link()).isEqualTo(Link.PROGRAM);
        assertThat(asked(new Traits("ada", "new", 1, 1, 0)).link()).isEqualTo(Link.USER);
        assertThat(asked(new Traits("eve", "new", 1, 1, 0)).link()).isEqualTo(Link.ALL);
    }

    @Test
    void habitsAreFollowed() {
        for (int i = 0; i < 30; i++) {
            ends(TRAIN, 100);
        }
        for (int i = 0; i < 10; i++) {
            ends(TRAIN, 5000);
        }
        assertThat(asked(TRAIN).distribution().p50()).isCloseTo(5000, Offset.offset(1.0));
    }

    @Test
    void noBurstOfFailuresDeceives() {
        for (int i = 0; i < 400; i++) {
            ends(TRAIN, i % 40 < 8 ? 5 : 3600);
        }
        for (int i = 0; i < 8; i++) {
            ends(TRAIN, 5);
        }
        assertThat(asked(TRAIN).distribution().p50()).isCloseTo(3600, Offset.offset(1.0));
        assertThat(asked(TRAIN).samples()).isEqualTo(100);
    }

    @Test
    void whatEndedLaterWasNotKnown() {
        ends(TRAIN, 100);
        Instant then = now();
        for (int i = 0; i < 12; i++) {
            ends(TRAIN, 9000);
        }
        assertThat(chain.predict(TRAIN, then).orElseThrow().distribution().p50())
                .isCloseTo(100, Offset.offset(0.1));
    }

    @Test
    void eightOfTenRunsEndWithinTheirBand() {
        Random random = new Random(3);
        int within = 0;
        for (int i = 0; i < 3000; i++) {
            double value = Math.exp(6 + 0.7 * random.nextGaussian());
            Optional<Prediction> told = chain.predict(TRAIN, now());
            if (i >= 1000) {
                Distribution band = told.orElseThrow().distribution();
                within += band.p10() <= value && value <= band.p90() ? 1 : 0;
            }
            ends(TRAIN, value);
        }
        assertThat(within / 2000.0).isBetween(0.75, 0.85);
    }

    @Test
    void extremesStayNumbers() {
        for (double odd : new double[] {Double.MIN_VALUE, 1e-300, 1, 1e300, Double.MAX_VALUE}) {
            ends(TRAIN, odd);
            Distribution told = asked(TRAIN).distribution();
            assertThat(told.p90()).isFinite();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> ends(TRAIN, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> ends(TRAIN, 0));
    }

    @Test
    void whoHasRunLongRunsOn() {
        Distribution hour = new Distribution(1800, 3600, 7200);
        Distribution rest = hour.beyond(3600);
        assertThat(rest.p10()).isPositive();
        assertThat(rest.p50()).isBetween(500.0, 3600.0);
        assertThat(hour.beyond(0)).isEqualTo(hour);
        assertThat(hour.beyond(1e9).p50()).isPositive().isFinite();
        assertThat(new Distribution(5, 5, 5).beyond(3).p50()).isCloseTo(2, Offset.offset(0.1));
    }

    private Prediction asked(Traits traits) {
        return chain.predict(traits, now()).orElseThrow();
    }

    private void ends(Traits traits, double value) {
        chain.learn(new Finished(traits, now(), now().plusSeconds(1), value));
        clock += 10;
    }

    private Instant now() {
        return START.plusSeconds(clock);
    }
}
