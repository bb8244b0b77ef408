package dev.meridian.controlplane.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A series of which people have said when it was not as it should be.
record LabelledSeries(String name, List<Instant> times, double[] values, List<Window> windows) {
    private static final Pattern ROW =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d)[^,]*,(.*)");

    /// Both ends belong to it.
    record Window(Instant from, Instant to) {

        boolean contains(Instant at) {
            return !at.isBefore(from) && !at.isAfter(to);
        }
    }

    /// @param folder with `anomaly_windows.json` and a CSV file, `timestamp,value`, for each series
    static List<LabelledSeries> of(Path folder) {
        Path labels = folder.resolve("anomaly_windows.json");
        try (Stream<Path> files = Files.list(folder)) {
            JsonNode windows = JsonMapper.shared().readTree(Files.readString(labels));
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted(Comparator.comparing(Path::getFileName))
                    .map(file -> read(file, windows))
                    .toList();
        } catch (IOException e) {
            throw new BadFile(
                    "%s cannot be read: %s. Name a folder of labelled series by --folder."
                            .formatted(labels, e.getMessage()));
        }
    }

    private static LabelledSeries read(Path file, JsonNode labels) {
        List<Instant> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                Matcher row = ROW.matcher(line);
                if (row.matches()) {
                    times.add(Instant.parse(row.group(1) + "T" + row.group(2) + "Z"));
                    values.add(Double.parseDouble(row.group(3)));
                }
            }
        } catch (IOException | NumberFormatException e) {
            throw new BadFile("%s cannot be read: %s.".formatted(file, e.getMessage()));
        }
        String name = String.valueOf(file.getFileName());
        List<Window> windows = new ArrayList<>();
        for (JsonNode each : labels.path(name)) {
            windows.add(new Window(time(each.get(0)), time(each.get(1))));
        }
        return new LabelledSeries(
                name,
                times,
                values.stream().mapToDouble(Double::doubleValue).toArray(),
                List.copyOf(windows));
    }

    private static Instant time(JsonNode text) {
        return Instant.parse(text.asString().replace(' ', 'T') + "Z");
    }
}
