package dev.meridian.verification.chaos;

import dev.meridian.verification.chaos.arena.Ground;
import dev.meridian.verification.chaos.rows.Round;
import dev.meridian.verification.chaos.rows.Row;
import dev.meridian.verification.chaos.rows.Rows;
import dev.meridian.verification.chaos.rows.Tally;
import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Rehearsal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The fault matrix, or some rows of it: `make chaos`. Ends with 1 when anything was violated.
public final class ChaosRun {
    private static final PrintWriter OUT =
            new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    private final Asked asked;
    private final List<Result> results = new ArrayList<>();

    /// @param rows numbers; empty: all
    /// @param times empty: as usual for each row
    record Asked(
            Set<Integer> rows,
            Optional<Integer> times,
            int seconds,
            int agents,
            long seed,
            int hosts) {

        /// @param arguments rows, times, seconds, agents, seed, hosts; empty texts for what is
        ///   usual
        static Asked of(String... arguments) {
            return new Asked(
                    Arrays.stream(arguments[0].split("[, ]+"))
                            .filter(number -> !number.isEmpty())
                            .map(Integer::valueOf)
                            .collect(Collectors.toSet()),
                    number(arguments[1]).map(Long::intValue),
                    number(arguments[2]).orElse(120L).intValue(),
                    number(arguments[3]).orElse(500L).intValue(),
                    number(arguments[4]).orElseGet(() -> System.nanoTime() % 1_000_000),
                    number(arguments[5]).orElse(4L).intValue());
        }

        private static Optional<Long> number(String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(text));
        }

        boolean wants(Row row) {
            return rows.isEmpty() || rows.contains(row.number());
        }

        int times(Row row) {
            return times.orElse(row.usual());
        }
    }

    private ChaosRun(Asked asked) {
        this.asked = asked;
    }

    /// @param arguments as [Asked#of] has them
    public static void main(String... arguments) throws IOException {
        Asked asked = Asked.of(arguments);
        Checkout checkout = Checkout.find();
        Path folder = checkout.root().resolve("target/chaos");
        Files.createDirectories(folder);
        say("seed " + asked.seed() + "; with SEED=" + asked.seed() + " the same faults are drawn");
        say("rehearsing the start of the control plane, for there will be many …");
        Rehearsal.hold(checkout);
        var run = new ChaosRun(asked);
        try (var ground = new Ground(checkout, folder, asked.hosts(), what -> say("  " + what))) {
            Runtime.getRuntime().addShutdownHook(new Thread(ground::close, "clear-the-ground"));
            run.play(ground);
        }
        var matrix = new Matrix(run.results);
        OUT.println();
        matrix.print(OUT);
        Files.writeString(folder.resolve("chaos.csv"), matrix.csv());
        try (var text =
                new PrintWriter(Files.newBufferedWriter(folder.resolve("chaos.md")), true)) {
            matrix.print(text);
        }
        OUT.println();
        int violations = run.results.stream().mapToInt(Result::violations).sum();
        say(
                "%d violations; seed %d; written to target/chaos/chaos.csv and chaos.md"
                        .formatted(violations, asked.seed()));
        System.exit(violations == 0 ? 0 : 1);
    }

    private void play(Ground ground) {
        for (Row row : Rows.ALL) {
            if (asked.wants(row)) {
                results.add(play(row, ground));
            }
        }
    }

    private Result play(Row row, Ground ground) {
        int times = asked.times(row);
        Optional<String> obstacle = row.obstacle();
        if (obstacle.isPresent()) {
            say("row %d, %s: skipped: %s".formatted(row.number(), row.fault(), obstacle.get()));
            return Result.skipped(row, times, obstacle.get());
        }
        say("row %d, %s, %d times".formatted(row.number(), row.fault(), times));
        long start = System.nanoTime();
        var tally = new Tally(what -> say("  " + what));
        // of each row its own, so that a row alone draws what it draws among others
        var random = new SplittableRandom(asked.seed() * 31 + row.number());
        tally.attemptAll(() ->
                row.play(
                        new Round(
                                ground,
                                tally,
                                times,
                                asked.seconds(),
                                asked.agents(),
                                _ -> true,
                                random,
                                what -> say("  row %d: %s".formatted(row.number(), what)))));
        say(
                "row %d: %d tried, %d violations, %d s"
                        .formatted(
                                row.number(),
                                tally.tries(),
                                tally.violations(),
                                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)));
        return new Result(
                row, tally.tries(), tally.violations(), 0, "", tally.figures(), tally.sentences());
    }

    private static void say(String what) {
        OUT.println("» " + what);
    }
}
