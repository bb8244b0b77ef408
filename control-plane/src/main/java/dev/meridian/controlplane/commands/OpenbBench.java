package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.openb.Fleet;
import dev.meridian.controlplane.commands.openb.InWindows;
import dev.meridian.controlplane.commands.openb.Migrating;
import dev.meridian.controlplane.commands.openb.Mode;
import dev.meridian.controlplane.commands.openb.OneAtATime;
import dev.meridian.controlplane.commands.openb.Pods;
import dev.meridian.controlplane.commands.openb.Published;
import dev.meridian.controlplane.commands.openb.Result;
import dev.meridian.controlplane.commands.openb.Trial;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/// `placement openb`: how much of a recorded fleet's accelerators recorded pods fill, and how
/// quickly they are placed.
final class OpenbBench {
    static final String USAGE =
            """
            Usage: java -jar control-plane.jar placement openb
              [--data=FOLDER]           holds openb/; needed for lists by name and published rows
              [--lists=default,cpu050]  pod lists, by name or as files
              [--seeds=42..46]          of the order of arrivals; or 42,43
              [--mode=single]           single: one at a time; window: the solver rearranges the
                                        arrivals of a window; migrate: one at a time, then at
                                        most 1 % of what runs is moved
              [--fleet=FILE]            node list; openb's nodes with accelerators where absent
              [--nodes=10000]           so many nodes of the same kinds, drawn at random
              [--window=2048]           arrivals that may be rearranged
              [--moves=60000]           of search for each half of a window
              [--per-window=1000]       milliseconds of search instead
              [--csv=FILE]              list,seed,mode,alloc100,alloc130,seconds,placementsPerSecond\
            """;

    private static final Set<String> OPTIONS =
            Set.of(
                    "data",
                    "lists",
                    "seeds",
                    "mode",
                    "fleet",
                    "nodes",
                    "window",
                    "per-window",
                    "moves",
                    "csv");

    private static final int MOST_NODES = 1_000_000;
    private static final int USUAL_WINDOW = 2048;
    private static final int USUAL_MOVES = 60_000;
    private static final int MOST_MILLIS = 3_600_000;
    private static final long RESAMPLING = 7;

    /// Rounds before the first that counts, so that compiling is not measured.
    private static final int WARM_UP = 8;

    private final Path folder;
    private final Fleet fleet;
    private final String modeName;
    private final Mode mode;
    private final PrintStream err;

    private OpenbBench(Options options, PrintStream err) {
        this.err = err;
        folder = options.file("data").orElse(Path.of(".")).resolve("openb");
        modeName = options.text("mode", "single");
        mode = mode(modeName, options, err);
        Fleet read =
                Fleet.read(
                        options.file("fleet")
                                .orElse(folder.resolve("openb_node_list_gpu_node.csv")));
        fleet =
                options.has("nodes")
                        ? read.resampled(options.number("nodes", 1, MOST_NODES), RESAMPLING)
                        : read;
    }

    private static Mode mode(String name, Options options, PrintStream err) {
        return switch (name) {
            case "single" -> new OneAtATime();
            case "window" -> new InWindows(searching(options), err);
            case "migrate" -> new Migrating();
            case String other ->
                    throw new UsageError(
                            "--mode is single, window or migrate, not `%s`.".formatted(other));
        };
    }

    /// By moves where no time is named, so that the answer does not depend on the machine.
    private static SolverSettings searching(Options options) {
        boolean timed = options.has("per-window");
        return new SolverSettings(
                options.number("window", USUAL_WINDOW, MOST_NODES),
                Duration.ofMillis(options.number("per-window", 1, MOST_MILLIS)),
                timed ? 0 : options.number("moves", USUAL_MOVES, Integer.MAX_VALUE),
                Duration.ofDays(1),
                SolverSettings.USUAL.threshold(),
                SolverSettings.USUAL.seed(),
                SolverSettings.USUAL.strategy());
    }

    static int run(Options options, PrintStream out, PrintStream err) {
        options.allow(OPTIONS);
        List<Long> seeds = Seeds.of(options.text("seeds", "42..46"));
        OpenbBench bench = new OpenbBench(options, err);
        // the solver tells of every window
        LoggingSystem.get(OpenbBench.class.getClassLoader())
                .setLogLevel("ai.timefold", LogLevel.WARN);
        OpenbTable table = new OpenbTable(out, Published.of(bench.folder));
        table.heading(bench.fleet, bench.modeName);
        List<OpenbTable.Row> rows = new ArrayList<>();
        for (String list : options.text("lists", "default").split(",")) {
            bench.run(list.strip(), seeds, table, rows);
        }
        options.file("csv").ifPresent(file -> OpenbTable.write(rows, file));
        return 0;
    }

    private void run(String list, List<Long> seeds, OpenbTable table, List<OpenbTable.Row> rows) {
        Path file = file(list);
        List<Requirement> pods = Pods.read(file);
        if (rows.isEmpty() && mode instanceof OneAtATime) {
            warmUp(Trial.of(fleet, pods, seeds.getFirst(), Map.of()));
        }
        for (long seed : seeds) {
            err.printf("%s, seed %d%n", list, seed);
            Result result = mode.run(Trial.of(fleet, pods, seed, Map.of()));
            rows.add(new OpenbTable.Row(list, seed, modeName, result));
            table.print(rows.getLast());
        }
        table.mean(rows.subList(rows.size() - seeds.size(), rows.size()));
        table.published(file);
    }

    private void warmUp(Trial trial) {
        for (int round = 0; round < WARM_UP; round++) {
            mode.run(trial);
        }
    }

    /// By its name in the folder, or by its path.
    private Path file(String list) {
        return list.contains("/") || list.endsWith(".csv")
                ? Path.of(list)
                : folder.resolve("openb_pod_list_%s.csv".formatted(list));
    }
}
