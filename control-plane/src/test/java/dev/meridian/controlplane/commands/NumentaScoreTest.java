package dev.meridian.controlplane.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NumentaScoreTest {
    private static final Instant FROM = Instant.parse("2014-04-01T00:00:00Z");
    private static final LabelledSeries.Window WINDOW =
            new LabelledSeries.Window(FROM, FROM.plus(Duration.ofHours(10)));
    private static final Offset<Double> CLOSE = Offset.offset(0.1);

    @Test
    void theFirstValueOfEachWindowAndNothingElseIsAHundred() {
        assertThat(percent(FROM)).isCloseTo(100, CLOSE);
        assertThat(percent(FROM, FROM.plusSeconds(60))).isCloseTo(100, CLOSE);
    }

    @Test
    void silenceIsNothing() {
        assertThat(percent()).isZero();
    }

    @Test
    void whatIsFoundLateIsWorthLess() {
        assertThat(percent(WINDOW.to())).isBetween(45.0, 55.0);
    }

    @Test
    void aFalseAlarmCostsLessTheSoonerItIsAfterAWindow() {
        double before = percent(FROM.minusSeconds(60), FROM);
        double soonAfter = percent(FROM, WINDOW.to().plusSeconds(60));
        assertThat(before).isCloseTo(100 - 11 / 1.987, CLOSE);
        assertThat(soonAfter).isBetween(99.0, 100.0);
    }

    private static double percent(Instant... flagged) {
        return NumentaScore.of(List.of(flagged), List.of(WINDOW)).inPercent();
    }
}
