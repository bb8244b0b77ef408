package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.outcome.Measures;
import dev.meridian.controlplane.commands.outcome.Rival;
import dev.meridian.controlplane.commands.outcome.pollux.Workload;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/// `placement pollux`: how soon jobs of fixed size complete, beside what is published.
final class PolluxBench {
    static final String USAGE =
            """
            Usage: java -jar control-plane.jar placement pollux
              [--data=FOLDER]      holds pollux/
              [--policies=first-fit,best-fit,fgd,meridian,meridian-age,meridian-yielding]
              [--checkpoint=1]     seconds of work between two checkpoints: what a stop costs at most
              [--tick=10] [--moves=2000]   seconds from plan to plan, solver moves a window
              [--csv=FILE]         workload,policy,completionMean,completionP99,waitMean,stops\
            """;

    private static final Set<String> OPTIONS =
            Set.of("data", "policies", "checkpoint", "tick", "moves", "csv");
    private static final int WORKLOADS = 4;
    private static final int MOST = 1_000_000;

    /// Seconds, the mean over eight workloads (Qiao et al., OSDI 2021).
    private static final Map<String, Integer> PUBLISHED =
            new TreeMap<>(
                    Map.of(
                            "Pollux, sizes of its own", 2751,
                            "Tiresias, fixed sizes", 4038,
                            "Optimus, sizes of its own", 5682));

    private record Row(int workload, Rival rival, Measures of) {
        String line() {
            return String.format(
                    Locale.ROOT,
                    "%d,\"%s\",%.1f,%.1f,%.1f,%d",
                    workload,
                    rival.title(),
                    of.completion().mean(),
                    of.completion().p99(),
                    of.waited().mean(),
                    of.stops());
        }
    }

    private PolluxBench() {}

    static int run(Options options, PrintStream out, PrintStream err) {
        options.allow(OPTIONS);
        // the solver warns of each window in which nothing can move
        LoggingSystem.get(PolluxBench.class.getClassLoader())
                .setLogLevel("ai.timefold", LogLevel.ERROR);
        Path folder = options.file("data").orElse(Path.of(".")).resolve("pollux");
        Rival.Effort effort =
                new Rival.Effort(
                        options.number("moves", 2000, MOST),
                        options.number("tick", 10, MOST),
                        options.number("checkpoint", 1, MOST));
        List<Row> rows = new ArrayList<>();
        out.printf(
                "%-26s %8s %10s %10s %10s %9s %6s%n",
                "policy", "workload", "mean, s", "p99, s", "wait, s", "used, %", "stops");
        for (Rival rival : Rivals.of(options)) {
            List<Row> own = new ArrayList<>();
            for (int number = 1; number <= WORKLOADS; number++) {
                own.add(run(number, rival, folder, effort, err));
                print(own.getLast(), out);
            }
            out.printf(
                    Locale.ROOT,
                    "%-26s %8s %10.0f%n",
                    rival.title(),
                    "mean",
                    own.stream()
                            .mapToDouble(row -> row.of().completion().mean())
                            .average()
                            .orElse(0));
            rows.addAll(own);
        }
        PUBLISHED.forEach(
                (name, mean) -> out.printf(Locale.ROOT, "%-26s %8s %10d%n", name, "publ.", mean));
        options.file("csv")
                .ifPresent(file ->
                        Csv.write(
                                file,
                                "workload,policy,completionMean,completionP99,waitMean,stops",
                                rows.stream().map(Row::line).toList()));
        return 0;
    }

    private static Row run(
            int number, Rival rival, Path folder, Rival.Effort effort, PrintStream err) {
        Workload workload =
                Workload.read(
                        folder.resolve("workload-%d.csv".formatted(number)),
                        folder.resolve("traces"));
        String what = "%s, workload %d".formatted(rival.title(), number);
        return new Row(
                number,
                rival,
                Measures.of(
                        rival.run(
                                workload.world(),
                                workload.jobs(),
                                effort,
                                new Progress(err, what, workload.jobs().size())),
                        workload.world()));
    }

    private static void print(Row row, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-26s %8d %10.0f %10.0f %10.0f %9.1f %6d%n",
                row.rival().title(),
                row.workload(),
                row.of().completion().mean(),
                row.of().completion().p99(),
                row.of().waited().mean(),
                row.of().utilisation(),
                row.of().stops());
    }
}
