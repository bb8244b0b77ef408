package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.openb.Fleet;
import dev.meridian.controlplane.commands.openb.Pods;
import dev.meridian.controlplane.commands.regions.Batches;
import dev.meridian.controlplane.placement.model.Requirement;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/// `placement regions`: what micro-batches take that the fast path places and the agents of regions
/// rearrange, by the number of regions. Each region has as many nodes, and a batch as many arrivals
/// for each region.
final class RegionsBench {
    static final String USAGE =
            """
            Usage: java -jar control-plane.jar placement regions
              [--data=FOLDER]      holds openb/
              [--regions=1,2,4,8]
              [--nodes=1250]       of each region, of the kinds of the recorded ones
              [--windows=32,256]   arrivals for each region that are rearranged at once
              [--per-window=10]    milliseconds of search
              [--full=0,85]        percent of a region that is taken from which it is searched
                                   although nothing waits; 0: always
              [--csv=FILE]         planner,nodes,decisionsPerSecond,p50Micros,p99Micros,allocatedPercent\
            """;

    private static final Set<String> OPTIONS =
            Set.of("data", "regions", "nodes", "windows", "per-window", "full", "csv");
    private static final int MOST = 100_000;
    private static final int FEW = 64;

    private RegionsBench() {}

    static int run(Options options, PrintStream out) {
        options.allow(OPTIONS);
        LoggingSystem.get(RegionsBench.class.getClassLoader())
                .setLogLevel("ai.timefold", LogLevel.ERROR);
        Path folder = options.file("data").orElse(Path.of(".")).resolve("openb");
        Fleet kinds = Fleet.read(folder.resolve("openb_node_list_gpu_node.csv"));
        List<Requirement> pods = Pods.read(folder.resolve("openb_pod_list_default.csv"));
        int nodes = options.number("nodes", 1_250, MOST);
        int millis = options.number("per-window", 10, MOST);
        out.printf(
                Locale.ROOT,
                "%,d nodes a region, %d ms of search a window, %d processors; times on the clock%n%n",
                nodes,
                millis,
                Runtime.getRuntime().availableProcessors());
        out.printf(
                "%7s %7s %5s %8s %13s %13s %13s %8s %8s %12s%n",
                "regions",
                "window",
                "full",
                "nodes",
                "decisions/s",
                "placements/s",
                "at most",
                "p50 ms",
                "p99 ms",
                "allocated %");
        List<String> lines = new ArrayList<>();
        for (int full : options.numbers("full", "0,85", 0, 100)) {
            for (int window : options.numbers("windows", "32,256", MOST)) {
                for (int regions : options.numbers("regions", "1,2,4,8", FEW)) {
                    Batches.Result result =
                            new Batches(kinds, pods, regions, nodes, window, millis, full / 100.0)
                                    .run();
                    out.printf(
                            Locale.ROOT,
                            "%7d %7d %5d %,8d %,13.0f %,13.0f %13s %8.1f %8.1f %12.2f%n",
                            regions,
                            window,
                            full,
                            regions * nodes,
                            result.decisionsPerSecond(),
                            result.placementsPerSecond(),
                            full > 0
                                    ? ""
                                    : "%,.0f".formatted(bound(result, regions, window, millis)),
                            result.millis(50),
                            result.millis(99),
                            result.allocated());
                    lines.add(
                            String.format(
                                    Locale.ROOT,
                                    "meridian-%d-regions-of-%d%s,%d,%.0f,%.0f,%.0f,%.2f",
                                    regions,
                                    window,
                                    full > 0 ? "-from-" + full : "",
                                    regions * nodes,
                                    result.decisionsPerSecond(),
                                    result.millis(50) * 1000,
                                    result.millis(99) * 1000,
                                    result.allocated()));
                }
            }
        }
        options.file("csv")
                .ifPresent(file ->
                        CsvFile.write(
                                file,
                                "planner,nodes,decisionsPerSecond,p50Micros,p99Micros,allocatedPercent",
                                lines));
        return 0;
    }

    /// Placements a second if nothing but the search took time: a window of each region, as many at
    /// a time as there are processors.
    private static double bound(Batches.Result result, int regions, int window, int millis) {
        int rounds = Math.ceilDiv(regions, Runtime.getRuntime().availableProcessors());
        double decided = regions * window * 1000.0 / (rounds * millis);
        return decided * result.placed() / result.decided();
    }
}
