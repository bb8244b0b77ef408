package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.trials.Experiment;
import dev.meridian.controlplane.commands.trials.Halves;
import dev.meridian.controlplane.commands.trials.Sheet;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/// `forecast challengers`: learners side by side on recorded demand, and other things that were
/// considered.
final class ChallengersCommand {
    static final String USAGE =
            """
            Usage: java -jar control-plane.jar forecast challengers
              --data=FOLDER             with the folders demand and philly of recorded series
              [--trial=learners]        or augmentation, curves, pruning, tuning
              [--csv=FILE]              the table as CSV\
            """;

    /// Held, as a logger that nobody holds forgets its level.
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    private ChallengersCommand() {}

    static int run(Options options, PrintStream out, PrintStream err) {
        options.allow(Set.of("data", "trial", "csv"));
        Path data = options.file("data").orElseThrow(() -> new UsageError("--data is needed."));
        String word = options.text("trial", "learners");
        Map<String, Experiment> all = Experiment.all();
        Experiment experiment = all.get(word);
        if (experiment == null) {
            throw new UsageError(
                    "--trial wants one of %s, and not `%s`."
                            .formatted(String.join(", ", all.keySet()), word));
        }
        TRIBUO.setLevel(Level.WARNING);
        Halves halves = Halves.of(DemandFiles.in(data).read());
        err.printf("%d series read%n", halves.series().size());
        Sheet sheet = experiment.run(halves, err::println);
        sheet.print(out);
        options.file("csv").ifPresent(file -> write(sheet, file));
        return 0;
    }

    private static void write(Sheet sheet, Path file) {
        try {
            Files.writeString(file, sheet.csv());
        } catch (IOException e) {
            throw new BadFile("%s cannot be written: %s.".formatted(file, e.getMessage()));
        }
    }
}
