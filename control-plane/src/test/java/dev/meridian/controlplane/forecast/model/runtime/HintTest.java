package dev.meridian.controlplane.forecast.model.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HintTest {

    @Test
    void whoAskedForFarTooMuchIsTold() {
        assertThat(Hint.ofMemory("worker", 512 * 1024, 40 * 1024, 6).orElseThrow().sentence())
                .isEqualTo(
                        "worker asks for 512 GiB of memory; 6 runs held 40 GiB at most. 50 GiB would do.");
        assertThat(Hint.ofCores("main", 16, 1.2, 1).orElseThrow().sentence())
                .isEqualTo("main asks for 16 cores; its run kept 1.2 busy at most. 2 would do.");
    }

    @Test
    void whoAskedForAboutWhatTheyNeedIsLeftInPeace() {
        assertThat(Hint.ofMemory("main", 1024, 800, 3)).isEmpty();
        assertThat(Hint.ofMemory("main", 256, 10, 3)).as("too little to bother").isEmpty();
        assertThat(Hint.ofCores("main", 1, 0.01, 3)).isEmpty();
    }

    @Test
    void ofNothingMeasuredNothingIsSaid() {
        assertThat(Hint.ofMemory("main", 1e6, 0, 0)).isEmpty();
        assertThat(Hint.ofMemory("main", 1e6, Double.NaN, 3)).isEmpty();
    }

    @Test
    void aProgramIsItsNameWithoutWhatChanges() {
        assertThat(Programs.of(null, List.of("python", "train_17.py", "--lr=0.1", "-v")))
                .isEqualTo("python train_#.py");
        assertThat(Programs.of("img:1", List.of())).isEqualTo("img:1");
        assertThat(Programs.of(null, List.of("sh", "-c", "", "a\nb"))).isEqualTo("sh a");
    }
}
