package dev.meridian.controlplane.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastPlotsTest {
    /// A Thursday: half of eight days before a Monday, so that no series is moved to keep its week.
    private static final LocalDateTime START = LocalDateTime.parse("2017-01-05T00:00:00");

    private static final int FILLING = 3 * 96;
    private static final int EIGHT_DAYS = 8 * 96;

    private final Random random = new Random(5);
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir Path folder;

    @Test
    void everyPictureIsDrawnFromRecordedData() throws Exception {
        Path data = folder.resolve("data");
        Path pictures = folder.resolve("pictures");
        write(
                data.resolve("demand/nab/rds_cpu_utilization_cc0c53.csv"),
                "timestamp,value",
                EIGHT_DAYS,
                i -> time(i) + "," + daily(i));
        write(
                data.resolve("demand/nab/ec2_request_latency_system_failure.csv"),
                "timestamp,value",
                EIGHT_DAYS,
                i -> time(i) + "," + (i == 500 ? 900 : daily(i)));
        Files.writeString(
                data.resolve("demand/nab/anomaly_windows.json"),
                """
                {"ec2_request_latency_system_failure.csv":
                 [["2017-01-10 00:00:00.000000", "2017-01-11 00:00:00.000000"]]}
                """);
        write(
                data.resolve("demand/azure_vm_cpu_2017-01.csv"),
                "timestamp,min cpu,max cpu,avg cpu",
                EIGHT_DAYS,
                i -> "%s,%s,%s,%s".formatted(time(i), daily(i), daily(i), daily(i)));
        write(
                data.resolve("philly/jobs_until_2017-10.csv"),
                "submit_time,duration_s,num_gpus,vc",
                EIGHT_DAYS + FILLING,
                i -> "%s,%d,%d,ee9e8c".formatted(time(i - FILLING), 600 + random.nextInt(9000), 4));

        assertThat(run("--data=" + data, "--out=" + pictures)).isZero();

        try (Stream<Path> files = Files.list(pictures)) {
            List<Path> all = files.sorted().toList();
            assertThat(all)
                    .extracting(each -> each.getFileName().toString())
                    .containsExactly(
                            "anomalies.svg",
                            "calibration.svg",
                            "coverage-over-time.svg",
                            "error-by-horizon.svg",
                            "error-over-time.svg",
                            "forecast-daily.svg",
                            "forecast-gpus.svg",
                            "forecast-hard.svg",
                            "run-times.svg");
            for (Path each : all) {
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(Files.newInputStream(each));
                assertThat(Files.readString(each)).doesNotContain("NaN").doesNotContain("Infinity");
            }
        }
    }

    @Test
    void withoutRecordedDataItSaysWhereTheyAreLookedFor() {
        assertThat(run("--data=" + folder, "--out=" + folder)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("is not there: --data names");
    }

    private int run(String... options) {
        return Command.run(
                        Stream.concat(Stream.of("forecast", "plots"), Stream.of(options)).toList(),
                        new PrintStream(OutputStream.nullOutputStream()),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .orElseThrow();
    }

    private double daily(int i) {
        return 50 + 20 * Math.sin(2 * Math.PI * i / 96) + random.nextInt(5);
    }

    private static String time(int i) {
        LocalDateTime at = START.plus(Duration.ofMinutes(15L * i));
        return at.toLocalDate() + " " + at.toLocalTime() + ":00";
    }

    private static void write(Path file, String heading, int lines, IntFunction<String> line)
            throws IOException {
        StringBuilder text = new StringBuilder(heading).append('\n');
        for (int i = 0; i < lines; i++) {
            text.append(line.apply(i)).append('\n');
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
