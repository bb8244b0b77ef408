package dev.meridian.controlplane.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChallengersCommandTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    @TempDir Path folder;

    @Test
    void whatIsWrongIsSaidInASentence() {
        assertThat(run()).isEqualTo(2);
        assertThat(err()).contains("--data is needed.", "forecast challengers");
        assertThat(run("--data=" + folder, "--trial=astrology")).isEqualTo(2);
        assertThat(err())
                .contains("--trial wants one of augmentation, curves, learners, pruning, tuning");
        assertThat(run("--data=" + folder)).isEqualTo(1);
        assertThat(err()).contains("--data names the folder of the recorded series.");
    }

    private int run(String... options) {
        List<String> words =
                Stream.concat(Stream.of("forecast", "challengers"), Arrays.stream(options))
                        .toList();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Command.run(words, stream, stream).orElseThrow();
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
