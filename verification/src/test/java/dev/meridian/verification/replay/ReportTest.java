package dev.meridian.verification.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void utilisationIsUsedOverHadGpuTime() {
        var report = new Report(List.of(fate(2, 0, 10), fate(4, 0, 5)), 0, 4, 1000);

        // 2 * 10 s and 4 * 5 s of 4 * 10 s
        assertThat(report.utilisation()).isEqualTo(1.0);
    }

    @Test
    void percentilesAreValuesThatWereSeen() {
        assertThat(Report.percentile(List.of(1.0, 2.0, 3.0, 4.0), 50)).isEqualTo(2.0);
        assertThat(Report.percentile(List.of(1.0, 2.0, 3.0, 4.0), 99)).isEqualTo(4.0);
        assertThat(Report.percentile(List.of(), 99)).isZero();
    }

    private static Fate fate(int gpus, int startSecond, int endSecond) {
        return new Fate(
                "id",
                new TraceJob(Duration.ZERO, Duration.ofSeconds(1), gpus, "t"),
                "SUCCEEDED",
                START,
                Optional.of(START.plusSeconds(startSecond)),
                Optional.of(START.plusSeconds(endSecond)),
                "eu-west",
                "");
    }
}
