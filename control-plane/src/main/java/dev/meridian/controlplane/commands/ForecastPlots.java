package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.plot.Chart;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// `forecast plots`: the pictures of the documentation, from recorded data.
final class ForecastPlots {
    static final String USAGE =
            """
            Usage: java -jar control-plane.jar forecast plots
              --data=FOLDER             with the folders demand and philly of recorded series
              --out=FOLDER              where the pictures are written\
            """;

    private ForecastPlots() {}

    static int run(Options options, PrintStream out) {
        options.allow(Set.of("data", "out"));
        Path data = options.file("data").orElseThrow(() -> new UsageError("--data is needed."));
        Path folder = options.file("out").orElseThrow(() -> new UsageError("--out is needed."));
        Map<String, Chart> charts = new TreeMap<>();
        charts.putAll(DemandPictures.of(DemandFiles.in(data).read()));
        charts.putAll(
                RuntimePicture.of(
                        RuntimeTrace.read(data.resolve("philly/jobs_until_2017-10.csv"))));
        charts.putAll(AnomalyPicture.of(LabelledSeries.of(data.resolve("demand/nab"))));
        charts.forEach((name, chart) -> write(folder, name, chart.svg(), out));
        return 0;
    }

    private static void write(Path folder, String name, String svg, PrintStream out) {
        Path file = folder.resolve(name + ".svg");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, svg);
        } catch (IOException e) {
            throw new BadFile("%s cannot be written: %s.".formatted(file, e.getMessage()));
        }
        out.printf("%s: %,d bytes%n", file, svg.length());
    }
}
