package dev.meridian.controlplane.commands.outcome.pollux;

import dev.meridian.controlplane.commands.openb.BadTrace;
import dev.meridian.controlplane.commands.openb.TraceFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/// Recorded trainings of an application with several batch sizes, epoch by epoch: how far a step of
/// a batch size leads.
///
/// A step of a batch `s` times as large as the smallest leads (σ² + μ²) / (σ² / s + μ²) times as
/// far, where μ² is the squared gradient and σ² its variance as they were recorded in that epoch
/// (gain of Pollux, OSDI 2021, section 3). Between recorded batch sizes both are interpolated.
final class Training {
    private final NavigableMap<Integer, List<Epoch>> byBatch;

    /// @param progress in steps of the smallest batch, from the start to the end of the epoch
    private record Epoch(double progress, double squared, double variance) {}

    private Training(NavigableMap<Integer, List<Epoch>> byBatch) {
        this.byBatch = byBatch;
    }

    /// From the files `validation-BATCH.csv`.
    static Training read(Path folder) {
        NavigableMap<Integer, List<Epoch>> byBatch = new TreeMap<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder, "validation-[0-9]*.csv")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                byBatch.put(Integer.parseInt(name.replaceAll("[^0-9]", "")), epochs(file));
            }
        } catch (IOException e) {
            throw new BadTrace("%s cannot be read: %s.".formatted(folder, e.getMessage()));
        }
        if (byBatch.isEmpty()) {
            throw new BadTrace("%s has no validation-BATCH.csv.".formatted(folder));
        }
        return new Training(byBatch);
    }

    private static List<Epoch> epochs(Path file) {
        return TraceFile.read(file, "progress", "grad_sqr", "grad_var").rows().stream()
                .map(row ->
                        new Epoch(
                                row.decimal("progress"),
                                row.decimal("grad_sqr"),
                                row.decimal("grad_var")))
                .toList();
    }

    int smallestBatch() {
        return byBatch.firstKey();
    }

    int largestBatch() {
        return byBatch.lastKey();
    }

    /// Steps of this batch size through all epochs.
    double steps(int batch) {
        double scale = batch / (double) smallestBatch();
        double steps = 0;
        double before = 0;
        int epochs = byBatch.values().stream().mapToInt(List::size).min().orElseThrow();
        for (int i = 0; i < epochs; i++) {
            int epoch = i;
            double until =
                    byBatch.values().stream()
                            .mapToDouble(each -> each.get(epoch).progress())
                            .min()
                            .orElseThrow();
            Epoch like = at(batch, epoch);
            double gain =
                    (like.variance() + like.squared()) / (like.variance() / scale + like.squared());
            steps += (until - before) / gain;
            before = until;
        }
        return steps;
    }

    private Epoch at(int batch, int epoch) {
        int bounded = Math.clamp(batch, smallestBatch(), largestBatch());
        Entry<Integer, List<Epoch>> below = Objects.requireNonNull(byBatch.floorEntry(bounded));
        Entry<Integer, List<Epoch>> above = Objects.requireNonNull(byBatch.ceilingEntry(bounded));
        Epoch low = below.getValue().get(epoch);
        Epoch high = above.getValue().get(epoch);
        int apart = above.getKey() - below.getKey();
        double part = apart == 0 ? 0 : (bounded - below.getKey()) / (double) apart;
        return new Epoch(
                low.progress(),
                low.squared() + part * (high.squared() - low.squared()),
                low.variance() + part * (high.variance() - low.variance()));
    }
}
