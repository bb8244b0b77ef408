package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.openb.Fleet;
import dev.meridian.controlplane.commands.openb.InWindows;
import dev.meridian.controlplane.commands.openb.Mode;
import dev.meridian.controlplane.commands.openb.OneAtATime;
import dev.meridian.controlplane.commands.openb.Pods;
import dev.meridian.controlplane.commands.openb.Result;
import dev.meridian.controlplane.commands.openb.Trial;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import dev.meridian.controlplane.placement.solver.Strategy;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/// `placement strategies`: what each strategy of the solver makes of the same windows of recorded
/// arrivals, with the same number of moves or the same time.
final class StrategiesBench {
    static final String USAGE =
            """
            Usage: java -jar control-plane.jar placement strategies
              [--data=FOLDER]           holds openb/
              [--list=default]          pod list, by name
              [--seeds=42..44]          of the order of arrivals
              [--strategies=tabu,genetic]   all where absent
              [--window=512]            arrivals that may be rearranged
              [--moves=10000]           of search for each half of a window
              [--per-window=30]         milliseconds of search instead\
            """;

    private static final Set<String> OPTIONS =
            Set.of("data", "list", "seeds", "strategies", "window", "moves", "per-window");
    private static final int USUAL_WINDOW = 512;
    private static final int USUAL_MOVES = 10_000;
    private static final int MOST = 1_000_000;
    private static final double NANOS = 1e9;

    private final Fleet fleet;
    private final List<Requirement> pods;
    private final List<Long> seeds;
    private final SolverSettings settings;
    private final PrintStream out;
    private final PrintStream err;

    private StrategiesBench(Options options, PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
        Path folder = options.file("data").orElse(Path.of(".")).resolve("openb");
        fleet = Fleet.read(folder.resolve("openb_node_list_gpu_node.csv"));
        pods =
                Pods.read(
                        folder.resolve(
                                "openb_pod_list_%s.csv"
                                        .formatted(options.text("list", "default"))));
        seeds = Seeds.of(options.text("seeds", "42..44"));
        boolean timed = options.has("per-window");
        settings =
                new SolverSettings(
                        options.number("window", USUAL_WINDOW, MOST),
                        Duration.ofMillis(options.number("per-window", 1, MOST)),
                        timed ? 0 : options.number("moves", USUAL_MOVES, MOST),
                        Duration.ofDays(1),
                        SolverSettings.USUAL.threshold(),
                        SolverSettings.USUAL.seed(),
                        SolverSettings.USUAL.strategy());
    }

    static int run(Options options, PrintStream out, PrintStream err) {
        options.allow(OPTIONS);
        List<Strategy> strategies =
                options.has("strategies")
                        ? Strategy.all(options.text("strategies", ""))
                        : List.of(Strategy.values());
        LoggingSystem.get(StrategiesBench.class.getClassLoader())
                .setLogLevel("ai.timefold", LogLevel.WARN);
        new StrategiesBench(options, out, err).run(strategies);
        return 0;
    }

    private void run(List<Strategy> strategies) {
        out.printf(
                Locale.ROOT,
                "%,d nodes, means of %d orders of arrival, windows of %,d, %s for each half%n%n",
                fleet.nodes().size(),
                seeds.size(),
                settings.window(),
                settings.movesPerWindow() > 0
                        ? "%,d moves".formatted(settings.movesPerWindow())
                        : settings.perWindow().toMillis() + " ms");
        out.printf(
                "%-20s %12s %6s %18s %12s%n",
                "strategy", "% allocated", "gain", "seconds of a core", "moves/s");
        Row fast = mean(new OneAtATime());
        print("fast path alone", fast, 0);
        mean(new InWindows(settings, err));
        for (Strategy strategy : strategies) {
            Row row = mean(new InWindows(settings.with(strategy), err));
            print(strategy.word(), row, row.allocated() - fast.allocated());
        }
    }

    private record Row(double allocated, double seconds, double moves) {}

    private Row mean(Mode mode) {
        double allocated = 0;
        double moves = 0;
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (long seed : seeds) {
            Result result = mode.run(Trial.of(fleet, pods, seed, Map.of()));
            allocated += result.at130() / seeds.size();
            moves += result.moves() / (double) seeds.size();
        }
        long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        return new Row(allocated, took / NANOS / seeds.size(), moves);
    }

    private void print(String name, Row row, double gain) {
        out.printf(
                Locale.ROOT,
                "%-20s %12.2f %6.2f %18.2f %,12.0f%n",
                name,
                row.allocated(),
                gain,
                row.seconds(),
                row.moves() / row.seconds());
    }
}
