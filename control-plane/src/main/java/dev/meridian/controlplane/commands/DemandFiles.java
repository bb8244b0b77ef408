package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.forecast.model.Gathering;
import dev.meridian.controlplane.forecast.model.Reading;
import dev.meridian.controlplane.forecast.model.Series;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Real demand at 15 minutes: CloudWatch series (NAB, MIT), summed CPU of Azure's VMs (CC-BY), and
/// GPUs in use per virtual cluster of Microsoft's Philly (CC-BY).
final class DemandFiles {
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int SHORTEST = 7 * 96;

    private final Path data;

    private DemandFiles(Path data) {
        this.data = data;
    }

    /// @throws BadFile when the folders of the recorded series are not there
    static DemandFiles in(Path data) {
        for (String folder : List.of("demand", "philly")) {
            if (!Files.isDirectory(data.resolve(folder))) {
                throw new BadFile(
                        "%s is not there: --data names the folder of the recorded series."
                                .formatted(data.resolve(folder)));
            }
        }
        return new DemandFiles(data);
    }

    Map<String, Series> read() {
        Map<String, Series> all = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(data.resolve("demand/nab"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
                put(all, "nab/" + name(file), readings(file, 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path azure = data.resolve("demand/azure_vm_cpu_2017-01.csv");
        put(all, "azure/min", readings(azure, 1));
        put(all, "azure/max", readings(azure, 2));
        put(all, "azure/avg", readings(azure, 3));
        all.putAll(philly());
        return all;
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".csv", "");
    }

    /// Series with few steps, or of which half is missing at 15 minutes, say too little.
    private static void put(Map<String, Series> all, String name, List<Reading> readings) {
        Series series = Gathering.of(readings, QUARTER).series();
        if (series.length() >= SHORTEST && series.known() > 0.7 * series.length()) {
            all.put(name, series);
        }
    }

    private static List<Reading> readings(Path file, int column) {
        List<Reading> readings = new ArrayList<>();
        for (String line : lines(file)) {
            String[] cells = line.split(",");
            readings.add(new Reading(time(cells[0]), Double.parseDouble(cells[column])));
        }
        return readings;
    }

    private static Instant time(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }

    private static List<String> lines(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.subList(1, lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// GPUs in use at the beginning of each step: of the jobs that were submitted and have not
    /// ended. The first three days, in which the recorded cluster fills, are left out.
    private Map<String, Series> philly() {
        Map<String, TreeMap<Long, Integer>> changes = new HashMap<>();
        long first = Long.MAX_VALUE;
        long last = 0;
        for (String line : lines(data.resolve("philly/jobs_until_2017-10.csv"))) {
            String[] cells = line.split(",");
            long from = time(cells[0]).getEpochSecond() / 900;
            long until = from + 1 + Long.parseLong(cells[1]) / 900;
            int gpus = Integer.parseInt(cells[2]);
            TreeMap<Long, Integer> own = changes.computeIfAbsent(cells[3], _ -> new TreeMap<>());
            own.merge(from, gpus, Integer::sum);
            own.merge(until, -gpus, Integer::sum);
            first = Math.min(first, from);
            last = Math.max(last, from);
        }
        first += 3 * 96;
        Map<String, Series> all = new TreeMap<>();
        for (Map.Entry<String, TreeMap<Long, Integer>> own : changes.entrySet()) {
            double[] values = new double[(int) (last - first)];
            for (int i = 0; i < values.length; i++) {
                values[i] = i == 0 ? 0 : values[i - 1];
                long slot = first + i;
                if (i == 0) {
                    for (int change : own.getValue().headMap(slot, true).values()) {
                        values[0] += change;
                    }
                } else {
                    values[i] += own.getValue().getOrDefault(slot, 0);
                }
            }
            if (Arrays.stream(values).average().orElse(0) > 5) {
                all.put(
                        "philly/" + own.getKey(),
                        Series.of(Instant.ofEpochSecond(first * 900), QUARTER, values));
            }
        }
        return all;
    }
}
