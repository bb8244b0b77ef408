package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.outcome.Measures;
import dev.meridian.controlplane.commands.outcome.Rival;
import dev.meridian.controlplane.commands.outcome.philly.Offer;
import dev.meridian.controlplane.commands.outcome.philly.Setting;
import dev.meridian.controlplane.commands.outcome.philly.Week;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/// `placement outcome`: what a recorded week comes to for those who submit, by planner and load.
final class OutcomeBench {
    static final String USAGE =
            """
            Usage: java -jar control-plane.jar placement outcome
              [--data=FOLDER]           holds philly/ and catalogue/
              [--loads=80,95,105]       percent of the fleet that would be busy if nothing waited
              [--policies=first-fit,best-fit,fgd,meridian,meridian-age,meridian-yielding]
              [--type=g4dn.metal] [--regions=4]   machines, at the prices of the catalogue
              [--data-gb=10]            that each job reads from the home region of its cluster
              [--every=5] [--part=1]    every so many-th job of the trace, from this one on; 1: all of them
              [--tick=60] [--moves=2000]          seconds from plan to plan, solver moves a window
              [--csv=FILE]\
            """;

    private static final Set<String> OPTIONS =
            Set.of(
                    "data",
                    "loads",
                    "policies",
                    "type",
                    "regions",
                    "data-gb",
                    "every",
                    "part",
                    "tick",
                    "moves",
                    "csv");
    private static final int MOST = 1_000_000;
    private static final double PERCENT = 100;

    /// Seconds of work between two checkpoints: what a stop costs at most.
    private static final double CHECKPOINT = 600;

    private OutcomeBench() {}

    static int run(Options options, PrintStream out, PrintStream err) {
        options.allow(OPTIONS);
        // the solver warns of each window in which nothing can move
        LoggingSystem.get(OutcomeBench.class.getClassLoader())
                .setLogLevel("ai.timefold", LogLevel.ERROR);
        int every = options.number("every", 5, MOST);
        Path folder = options.file("data").orElse(Path.of("."));
        Week week =
                Week.read(folder.resolve("philly/week_2017-10-09.csv"))
                        .every(every, options.number("part", 1, every) - 1);
        Offer offer =
                Offer.read(
                        folder.resolve("catalogue"),
                        options.text("type", "g4dn.metal"),
                        options.number("regions", 4, MOST));
        Rival.Effort effort =
                new Rival.Effort(
                        options.number("moves", 2000, MOST),
                        options.number("tick", 60, MOST),
                        CHECKPOINT);
        OutcomeTable table = new OutcomeTable(out);
        List<Rival> rivals = Rivals.of(options);
        List<OutcomeTable.Row> rows = new ArrayList<>();
        for (int percent : loads(options.text("loads", "80,95,105"))) {
            Setting setting =
                    Setting.of(week, offer, percent / PERCENT, options.number("data-gb", 10, MOST));
            table.heading(setting, offer, setting.load(week));
            for (Rival rival : rivals) {
                String what = "%s at %d %%".formatted(rival.title(), percent);
                Measures measures =
                        Measures.of(
                                rival.run(
                                        setting.world(),
                                        setting.jobs(),
                                        effort,
                                        new Progress(err, what, setting.jobs().size())),
                                setting.world());
                rows.add(new OutcomeTable.Row(percent, rival, measures));
                table.print(rows.getLast());
            }
        }
        options.file("csv").ifPresent(file -> OutcomeTable.write(rows, file));
        return 0;
    }

    private static List<Integer> loads(String text) {
        try {
            List<Integer> loads =
                    Arrays.stream(text.split(","))
                            .map(String::strip)
                            .map(Integer::valueOf)
                            .toList();
            if (loads.stream().allMatch(load -> load >= 1 && load <= 1000)) {
                return loads;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new UsageError(
                "--loads wants percents like 80,95,105, and not `%s`.".formatted(text));
    }
}
