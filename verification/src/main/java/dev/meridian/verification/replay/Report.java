package dev.meridian.verification.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a replay measured.
///
/// @param tooLarge jobs that no node of the fleet could ever take, and that were not submitted
/// @param gpus of the whole fleet
/// @param speed by which the trace's time was divided
record Report(List<Fate> fates, int tooLarge, int gpus, double speed) {

    void print(PrintWriter out) {
        List<Double> waits = sorted(fates.stream().map(Fate::waited));
        List<Double> unloaded =
                sorted(fates.stream().filter(fate -> fate.asked().gpus() == 0).map(Fate::waited));
        out.printf(
                Locale.ROOT,
                "jobs        %d submitted, %d succeeded, %d failed, %d too large for the fleet%n",
                fates.size(),
                fates.stream().filter(Fate::succeeded).count(),
                fates.stream().filter(fate -> !fate.succeeded()).count(),
                tooLarge);
        out.printf(
                Locale.ROOT,
                "waiting     mean %.3f s, p50 %.3f s, p99 %.3f s (times %.0f: mean %.0f s of the trace's time)%n",
                mean(waits),
                percentile(waits, 50),
                percentile(waits, 99),
                speed,
                mean(waits) * speed);
        if (!unloaded.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "without GPU p50 %.3f s, p99 %.3f s from submission to start%n",
                    percentile(unloaded, 50),
                    percentile(unloaded, 99));
        }
        out.printf(
                Locale.ROOT,
                "utilisation %.1f %% of %d GPUs until the last start, %.1f %% over all %.0f s%n",
                100 * utilisationWhileJobsWaited(),
                gpus,
                100 * utilisation(),
                span().toMillis() / 1000.0);
        fates.stream()
                .filter(fate -> !fate.succeeded())
                .limit(5)
                .forEach(fate ->
                        out.println(
                                "  " + fate.id() + " ended " + fate.state() + " " + fate.reason()));
        out.flush();
    }

    void write(Path csv) throws IOException {
        Files.createDirectories(csv.toAbsolutePath().getParent());
        try (var out = new PrintWriter(Files.newBufferedWriter(csv))) {
            out.println("job,tenant,gpus,trace_arrival_s,trace_duration_s,state,region,waited_s");
            for (Fate fate : fates) {
                out.printf(
                        Locale.ROOT,
                        "%s,%s,%d,%.3f,%.3f,%s,%s,%s%n",
                        fate.id(),
                        fate.asked().tenant(),
                        fate.asked().gpus(),
                        seconds(fate.asked().arrival()),
                        seconds(fate.asked().length()),
                        fate.state(),
                        fate.region(),
                        fate.waited()
                                .map(wait -> String.format(Locale.ROOT, "%.3f", seconds(wait)))
                                .orElse(""));
            }
        }
    }

    /// Used GPU time over what the fleet had from the first submission to the last end.
    double utilisation() {
        return share(fates.stream().map(Fate::ended));
    }

    /// The same until the last start: while there was something to decide.
    double utilisationWhileJobsWaited() {
        return share(fates.stream().map(Fate::started));
    }

    private double share(Stream<Optional<Instant>> until) {
        Optional<Instant> from = fates.stream().map(Fate::submitted).min(Comparator.naturalOrder());
        Optional<Instant> to = until.flatMap(Optional::stream).max(Comparator.naturalOrder());
        if (from.isEmpty() || to.isEmpty() || !to.get().isAfter(from.get())) {
            return 0;
        }
        double used =
                fates.stream().mapToDouble(fate -> seconds(fate.gpuTimeUntil(to.get()))).sum();
        return used / (gpus * seconds(Duration.between(from.get(), to.get())));
    }

    private Duration span() {
        Optional<Instant> first =
                fates.stream().map(Fate::submitted).min(Comparator.naturalOrder());
        Optional<Instant> last =
                fates.stream()
                        .map(Fate::ended)
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder());
        return first.isPresent() && last.isPresent()
                ? Duration.between(first.get(), last.get())
                : Duration.ZERO;
    }

    private static List<Double> sorted(Stream<Optional<Duration>> waits) {
        return waits.flatMap(Optional::stream).map(Report::seconds).sorted().toList();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    /// Of sorted values, the smallest that is not below so many of a hundred.
    static double percentile(List<Double> sorted, int percent) {
        return sorted.isEmpty()
                ? 0
                : sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }
}
