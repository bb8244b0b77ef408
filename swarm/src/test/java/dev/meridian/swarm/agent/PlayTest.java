package dev.meridian.swarm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlayTest {
    @Test
    void simpleCommandsArePlayedAsTheyStand() {
        assertThat(Play.of(List.of("bash", "-c", "echo 'one two'; sleep 1.5 && exit 3")))
                .hasValue(
                        new Play(
                                List.of(
                                        new Play.Say("one two"),
                                        new Play.Sleep(1500),
                                        new Play.Exit(3))));
        assertThat(Play.of(List.of("sleep", "600")))
                .hasValue(new Play(List.of(new Play.Sleep(600_000))));
    }

    @Test
    void allElseIsLeftToTheScript() {
        assertThat(Play.of(List.of("python", "train.py"))).isEmpty();
        assertThat(Play.of(List.of("sh", "-c", "echo one; train"))).isEmpty();
        assertThat(Play.of(List.of("sleep", "soon"))).isEmpty();
        assertThat(Play.of(List.of())).isEmpty();
    }
}
