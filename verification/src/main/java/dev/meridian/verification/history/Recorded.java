package dev.meridian.verification.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Reads what others recorded, as CSV.
final class Recorded {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Recorded() {}

    private record Look(LocalDateTime at, double value) {}

    /// Values at times, of which each quarter of an hour keeps the mean and the maximum; a value
    /// stands until the next one, but no longer than an hour.
    ///
    /// @param column of the value; the first is 0
    static Past values(Path file, int column, String source) {
        List<Look> looks = new ArrayList<>();
        for (String[] row : rows(file)) {
            looks.add(new Look(LocalDateTime.parse(row[0], TIME), Double.parseDouble(row[column])));
        }
        LocalDateTime start = quarter(looks.getFirst().at());
        int slots = 1 + (int) Duration.between(start, looks.getLast().at()).dividedBy(Past.SLOT);
        double[] sums = new double[slots];
        double[] maxima = new double[slots];
        int[] counts = new int[slots];
        for (int i = 0; i < looks.size(); i++) {
            Look look = looks.get(i);
            int from = (int) Duration.between(start, look.at()).dividedBy(Past.SLOT);
            int to = from;
            if (i + 1 < looks.size()) {
                Duration gap = Duration.between(look.at(), looks.get(i + 1).at());
                if (gap.compareTo(Duration.ofHours(1)) <= 0) {
                    to =
                            (int)
                                    Duration.between(start, looks.get(i + 1).at())
                                            .minusSeconds(1)
                                            .dividedBy(Past.SLOT);
                }
            }
            for (int slot = from; slot <= Math.max(from, to); slot++) {
                maxima[slot] =
                        counts[slot] == 0 ? look.value() : Math.max(maxima[slot], look.value());
                sums[slot] += look.value();
                counts[slot]++;
            }
        }
        for (int slot = 0; slot < slots; slot++) {
            sums[slot] = counts[slot] == 0 ? Double.NaN : sums[slot] / counts[slot];
            if (counts[slot] == 0) maxima[slot] = Double.NaN;
        }
        return new Past(start, sums, maxima, source);
    }

    private record Change(LocalDateTime at, int devices) {}

    /// Devices that jobs of a trace held at once, by tenant. The first weeks, in which what ran
    /// before the trace began is missing, are to be cut off by the caller.
    static Map<String, Past> held(Path trace, String source) {
        Map<String, List<Change>> changes = new TreeMap<>();
        LocalDateTime first = LocalDateTime.MAX;
        LocalDateTime last = LocalDateTime.MIN;
        for (String[] row : rows(trace)) {
            LocalDateTime at = LocalDateTime.parse(row[0], TIME);
            long seconds = Math.round(Double.parseDouble(row[1]));
            int devices = Integer.parseInt(row[2]);
            List<Change> all = changes.computeIfAbsent(row[3], _ -> new ArrayList<>());
            all.add(new Change(at, devices));
            all.add(new Change(at.plusSeconds(seconds), -devices));
            first = at.isBefore(first) ? at : first;
            last = at.isAfter(last) ? at : last;
        }
        LocalDateTime start = quarter(first);
        int slots = (int) Duration.between(start, last).dividedBy(Past.SLOT);
        Map<String, Past> pasts = new TreeMap<>();
        changes.forEach((tenant, all) -> pasts.put(tenant, held(all, start, slots, source)));
        return pasts;
    }

    private static Past held(List<Change> changes, LocalDateTime start, int slots, String source) {
        changes.sort(Comparator.comparing(Change::at));
        double[] means = new double[slots];
        double[] maxima = new double[slots];
        long held = 0;
        int next = 0;
        for (int slot = 0; slot < slots; slot++) {
            LocalDateTime at = start.plus(Past.SLOT.multipliedBy(slot));
            LocalDateTime end = at.plus(Past.SLOT);
            double seconds = 0;
            double most = held;
            while (next < changes.size() && changes.get(next).at().isBefore(end)) {
                Change change = changes.get(next++);
                seconds += held * (double) Duration.between(at, change.at()).toSeconds();
                at = change.at();
                held += change.devices();
                most = Math.max(most, held);
            }
            seconds += held * (double) Duration.between(at, end).toSeconds();
            means[slot] = seconds / Past.SLOT.toSeconds();
            maxima[slot] = most;
        }
        return new Past(start, means, maxima, source);
    }

    /// Of the last part of a past.
    static Past since(Past past, Duration length) {
        int kept = (int) Math.min(past.means().length, length.dividedBy(Past.SLOT));
        int from = past.means().length - kept;
        return new Past(
                past.start().plus(Past.SLOT.multipliedBy(from)),
                Arrays.copyOfRange(past.means(), from, past.means().length),
                Arrays.copyOfRange(past.maxima(), from, past.maxima().length),
                past.source());
    }

    private static LocalDateTime quarter(LocalDateTime at) {
        return at.withSecond(0).withNano(0).withMinute(at.getMinute() / 15 * 15);
    }

    private static List<String[]> rows(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
