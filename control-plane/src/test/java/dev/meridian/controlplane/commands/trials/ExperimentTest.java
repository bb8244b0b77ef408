package dev.meridian.controlplane.commands.trials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.forecast.model.Demand;
import dev.meridian.controlplane.forecast.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExperimentTest {
    private static final Duration QUARTER = Duration.ofMinutes(15);

    @Test
    void theSameDiceGiveTheSameTable() {
        Halves halves =
                Halves.of(
                        Map.of(
                                "one",
                                Series.of(
                                        Instant.parse("2026-03-04T00:00:00Z"),
                                        QUARTER,
                                        Demand.of(800, 96, 1))));
        assertThat(halves.known().getFirst().length()).isBetween(100, 700);
        Series one = Objects.requireNonNull(halves.series().get("one"));
        assertThat(one.start().getEpochSecond() / 86_400 % 7)
                .as("a Wednesday stays one")
                .isEqualTo(Instant.parse("2026-03-04T00:00:00Z").getEpochSecond() / 86_400 % 7);
        String once = withoutTimes(new Augmentation().run(halves, _ -> {}).csv());
        assertThat(withoutTimes(new Augmentation().run(halves, _ -> {}).csv())).isEqualTo(once);
        assertThat(once).startsWith("learned_from,rows,error_later").doesNotContain("NaN");
    }

    @Test
    void copiesOfASeriesAreAsLong() {
        double[] values = Demand.of(800, 96, 1);
        values[7] = Double.NaN;
        SplittableRandom dice = new SplittableRandom(1);
        assertThat(Augmentation.jittered(values, dice)).hasSize(800).isNotEqualTo(values);
        assertThat(Augmentation.scaled(values, dice)).hasSize(800).isNotEqualTo(values);
        assertThat(Augmentation.warped(values, dice)).hasSize(800).isNotEqualTo(values);
    }

    @Test
    void anAutoencoderIsSurprisedByWhatItNeverSaw() {
        Unfamiliar unfamiliar = new Unfamiliar(400, true);
        List<Integer> flagged = new ArrayList<>();
        SplittableRandom dice = new SplittableRandom(2);
        for (int i = 0; i < 1000; i++) {
            double usual = Math.sin(i * Math.PI / 24) + 0.05 * dice.nextGaussian();
            if (unfamiliar.at(i == 900 ? 6 : usual)) {
                flagged.add(i);
            }
        }
        assertThat(flagged).contains(900);
        assertThat(flagged.stream().filter(i -> i < 900)).hasSizeLessThan(5);
    }

    /// The last column is measured.
    private static String withoutTimes(String csv) {
        return csv.replaceAll("(?m),[^,]*$", "");
    }
}
