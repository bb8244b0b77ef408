package dev.meridian.controlplane.forecast.model.weigh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Learner;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Turns TURNS =
            new Turns(new Named("trees"), List.of(new Named("net"), new Named("line")));

    @Test
    void afterThreeOfTheUsualLearnerOneOfTheOthersComesInTurn() {
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            newestFirst.addFirst(TURNS.next(newestFirst, null).name());
        }
        assertThat(newestFirst.reversed())
                .containsExactly(
                        "trees", "trees", "trees", "net", "trees", "trees", "trees", "line",
                        "trees", "trees", "trees", "net");
    }

    @Test
    void whoFailedLetsTheUsualOneGoFirst() {
        List<String> before = List.of("trees", "trees", "trees", "line");
        assertThat(TURNS.next(before, null).name()).isEqualTo("net");
        assertThat(TURNS.next(before, "net").name()).isEqualTo("trees");
        assertThat(TURNS.next(List.of("net"), "trees").name()).isEqualTo("trees");
    }

    @Test
    void withoutOthersItIsAlwaysTheUsualOne() {
        Turns alone = new Turns(new Named("trees"), List.of());
        assertThat(alone.next(List.of("trees", "trees", "trees"), null).name()).isEqualTo("trees");
    }

    private record Named(String name) implements Learner {
        @Override
        public Learned learn(Rows rows, Training training) {
            throw new UnsupportedOperationException(name);
        }
    }
}
