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
    void whoHoldsAcceleratorsThatStandStillIsTold() {
        assertThat(
                        Hint.ofDevices(
                                        "worker",
                                        "H100",
                                        8,
                                        List.of(0.9, 0.8, 0.01, 0.0, 0.0, 0.02, 0.0, 0.0),
                                        5,
                                        3)
                                .orElseThrow()
                                .sentence())
                .isEqualTo(
                        "worker asks for 8 H100; in 5 h 3 runs kept 2 of them busier than 10 %. 2 would do.");
        Hint idle = Hint.ofDevices("main", "A100", 1, List.of(0.034), 2.25, 1).orElseThrow();
        assertThat(idle.sentence())
                .isEqualTo(
                        "main asks for 1 A100; in 2.3 h its run kept none busier than 3 %. A share of one (A100:0.1) would do.");
        assertThat(idle.suggested()).isEqualTo(0.1);
        assertThat(Hint.ofDevices("main", "A100", 1, List.of(0.4), 9, 1)).isEmpty();
        assertThat(Hint.ofDevices("main", "A100", 1, List.of(0.01), 1, 1))
                .as("it may still be loading")
                .isEmpty();
        assertThat(Hint.ofDevices("main", "A100", 2, List.of(0.01), 9, 1))
                .as("one of two was not measured")
                .isEmpty();
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
