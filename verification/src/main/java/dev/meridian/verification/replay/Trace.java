package dev.meridian.verification.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// A recorded trace in CSV, its columns found by their names.
final class Trace {

    private static final Set<String> SUBMITTED =
            Set.of(
                    "submit_time",
                    "submit_s",
                    "submitted",
                    "submitted_at",
                    "submit",
                    "arrival",
                    "time");
    private static final Set<String> DURATION =
            Set.of("duration_s", "duration", "runtime", "runtime_s", "run_time");
    private static final Set<String> GPUS =
            Set.of("num_gpus", "gpus", "gpu_num", "num_gpu", "gpu_count");
    private static final Set<String> TENANT =
            Set.of("vc", "tenant", "user", "project", "queue", "virtual_cluster");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Trace() {}

    /// The first so many jobs, in the order of their arrival; the first arrives at zero.
    static List<TraceJob> read(Path file, int limit) throws IOException {
        List<String> lines =
                Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            throw new IllegalStateException(file + " is empty");
        }
        List<String> header = List.of(lines.getFirst().toLowerCase(Locale.ROOT).split(","));
        int submitted = column(file, header, "submit time", SUBMITTED);
        int duration = column(file, header, "duration", DURATION);
        int gpus = column(file, header, "GPUs", GPUS);
        int tenant = column(file, header, "tenant", TENANT);
        List<TraceJob> jobs = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            jobs.add(
                    new TraceJob(
                            seconds(cells[submitted]),
                            seconds(cells[duration]),
                            (int) Double.parseDouble(cells[gpus]),
                            cells[tenant]));
        }
        jobs.sort(Comparator.comparing(TraceJob::arrival));
        Duration first = jobs.getFirst().arrival();
        return jobs.stream()
                .limit(limit)
                .map(job ->
                        new TraceJob(
                                job.arrival().minus(first), job.length(), job.gpus(), job.tenant()))
                .toList();
    }

    private static int column(Path file, List<String> header, String what, Set<String> names) {
        return IntStream.range(0, header.size())
                .filter(column -> names.contains(header.get(column).strip()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                file
                                        + " has no column for the "
                                        + what
                                        + ": one of "
                                        + names.stream().sorted().toList()
                                        + " is needed, it has "
                                        + header));
    }

    private static Duration seconds(String cell) {
        String text = cell.strip();
        if (text.contains(":")) {
            return Duration.ofSeconds(
                    LocalDateTime.parse(text, TIME).toEpochSecond(ZoneOffset.UTC));
        }
        return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
    }
}
