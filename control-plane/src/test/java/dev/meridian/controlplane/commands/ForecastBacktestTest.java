package dev.meridian.controlplane.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.forecast.model.Demand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastBacktestTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    @TempDir Path folder;

    @Test
    void aWideFileIsHeldAgainstItsTruth() throws IOException {
        StringBuilder train = new StringBuilder("\"V1\",\"V2\",\"V3\"\n");
        StringBuilder test = new StringBuilder("\"V1\",\"V2\",\"V3\"\n");
        for (int i = 0; i < 6; i++) {
            double[] all = Demand.of(460, 24, i);
            train.append(row("H" + i, Arrays.copyOf(all, 412))).append(",,NA\n");
            test.append(row("H" + i, Arrays.copyOfRange(all, 412, 460))).append('\n');
        }
        Path csv = folder.resolve("scores.csv");
        int code =
                run(
                        "--train=" + file("train.csv", train),
                        "--test=" + file("test.csv", test),
                        "--csv=" + csv);
        assertThat(err()).contains("6 series read");
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("last value", "seasonal naive", "Holt-Winters", "meridian");
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(5);
        assertThat(lines.getFirst()).isEqualTo("method,smape,mase,owa,msis,coverage95,seconds");
        assertThat(lines.getLast()).startsWith("meridian,").doesNotContain("NaN");
        assertThat(mase(lines.get(4))).isLessThan(mase(lines.get(2)));
    }

    @Test
    void aLongFileIsForecastFromRollingOrigins() throws IOException {
        double[] values = Demand.of(700, 24, 1);
        StringBuilder text = new StringBuilder("timestamp,value\n");
        Instant start = Instant.parse("2026-01-05T00:00:00Z");
        for (int i = values.length - 1; i >= 0; i--) {
            text.append(start.plus(Duration.ofHours(i))).append(',');
            text.append(i % 50 == 0 ? "NaN" : String.valueOf(values[i])).append('\n');
        }
        int code = run("--long=" + file("long.csv", text), "--step=1h", "--horizon=24");
        assertThat(err()).contains("685 readings out of order").doesNotContain("Exception");
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("meridian").doesNotContain("NaN");
    }

    @Test
    void whatIsWrongIsSaidInASentence() throws IOException {
        assertThat(run("--train=x")).isEqualTo(2);
        assertThat(err()).contains("--train and --test, or --long, are needed.");
        assertThat(run("--trane=x", "--test=y")).isEqualTo(2);
        assertThat(err()).contains("There is no option --trane.");
        assertThat(run("--train=/no/such", "--test=y")).isEqualTo(1);
        assertThat(err()).contains("/no/such cannot be read");
        Path words = file("words.csv", "id,a\nH1,1,2,three\n");
        assertThat(run("--train=" + words, "--test=" + words)).isEqualTo(1);
        assertThat(err()).contains("line 2: value 3 is `three`, which is no number that fits.");
        Path twice = file("twice.csv", "H1,1,2\nH1,1,2\n");
        assertThat(run("--train=" + twice, "--test=" + twice)).isEqualTo(1);
        assertThat(err()).contains("series H1 is there twice");
        Path missing = file("missing.csv", "H1,NA,NA\n");
        assertThat(run("--train=" + missing, "--test=" + missing)).isEqualTo(1);
        assertThat(err()).contains("series H1 has no value");
        Path one = file("one.csv", "timestamp,value\n2026-01-01 00:00:00,1\n");
        assertThat(run("--long=" + one)).isEqualTo(1);
        assertThat(err()).contains("too few to learn from");
        assertThat(run("--long=" + one, "--step=soon")).isEqualTo(2);
        assertThat(run("--long=" + one, "--value=load")).isEqualTo(1);
        assertThat(err()).contains("has no column `load`");
    }

    @Test
    void otherWordsStartTheServer() {
        assertThat(Command.run(List.of(), print(out), print(err))).isEmpty();
        assertThat(Command.run(List.of("--server.port=0"), print(out), print(err))).isEmpty();
        assertThat(Command.run(List.of("forecast"), print(out), print(err))).contains(2);
    }

    private int run(String... options) {
        List<String> words =
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("forecast", "backtest"),
                                Arrays.stream(options))
                        .toList();
        return Command.run(words, print(out), print(err)).orElseThrow();
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private Path file(String name, CharSequence text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String row(String id, double[] values) {
        return "\""
                + id
                + "\","
                + Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(","));
    }

    private static double mase(String line) {
        return Double.parseDouble(line.split(",")[2]);
    }
}
