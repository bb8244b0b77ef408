package dev.meridian.swarm.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.swarm.agent.Play;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private static final Script SCRIPT =
            Script.parse(
                    """
                    seed: 7
                    hosts: {cores: 32, accelerators: 8}
                    tasks:
                    - job: train-*
                      runTime: {median: 2m, spread: 1, atMost: 10m}
                      fails: 20%
                      exitCodes: [1, 137]
                    - job: web
                      runTime: {median: 5s}
                    silences:
                    - {at: 10s, share: 25%, lasts: 20s}
                    storms:
                    - {at: 1m, within: 500ms}
                    """);

    @Test
    void itSaysWhatHappensAndWhen() {
        assertThat(SCRIPT.hosts()).isEqualTo(new HostShape(32, 64, "H100", 8, 80));
        assertThat(SCRIPT.silences())
                .containsExactly(new Silence(new Span(10_000), new Share(0.25), new Span(20_000)));
        assertThat(SCRIPT.storms())
                .containsExactly(new Storm(new Span(60_000), Share.ALL, new Span(500)));
    }

    @Test
    void runTimesAndFailuresAreDistributedAsItSays() {
        List<Play> plays = IntStream.range(0, 2_000).mapToObj(i -> play("train-" + i, i)).toList();

        assertThat(plays.stream().filter(play -> exit(play) != 0).count()).isBetween(300L, 500L);
        assertThat(plays.stream().map(ScriptTest::exit).distinct().sorted())
                .containsExactly(0, 1, 137);
        long[] sorted = plays.stream().mapToLong(ScriptTest::millis).sorted().toArray();
        assertThat(sorted[1_000]).isBetween(100_000L, 140_000L);
        assertThat(sorted[1_999]).isEqualTo(600_000);
    }

    @Test
    void theSameAttemptIsPlayedAlike() {
        assertThat(play("train-x", 5)).isEqualTo(play("train-x", 5));
    }

    @Test
    void whatNoRuleFitsIsPlayedByItsWords() {
        assertThat(play("web", 1)).isEqualTo(Play.run(5_000, 0));
        assertThat(play("webs", 1)).isEqualTo(new Play(List.of(new Play.Exit(4))));
    }

    @Test
    void aScriptThatCannotBeSaysWhy() {
        assertThatThrownBy(() -> Script.parse("storms: [{at: soon}]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a time is written as");
        assertThatThrownBy(() -> Script.parse("silences: [{at: 1s, share: 120%, lasts: 1s}]"))
                .hasMessageContaining("a share is written as");
        assertThatThrownBy(() -> Script.parse("silences: [{at: 1s}]"))
                .hasMessageContaining("a silence needs 'lasts'");
        assertThatThrownBy(() -> Script.parse("weather: rain")).hasMessageContaining("weather");
    }

    private static Play play(String job, int allocation) {
        return SCRIPT.play(
                Assignment.newBuilder()
                        .setJobName(job)
                        .setAllocationId("allocation-" + allocation * 7919)
                        .addAllCommand(List.of("sh", "-c", "exit 4"))
                        .build());
    }

    private static int exit(Play play) {
        return play.steps().getLast() instanceof Play.Exit(int code) ? code : -1;
    }

    private static long millis(Play play) {
        return play.steps().getFirst() instanceof Play.Sleep(long millis) ? millis : -1;
    }
}
