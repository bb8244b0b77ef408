package dev.meridian.controlplane.commands.outcome;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What a whole trace came to.
///
/// @param waited seconds until the first start
/// @param completion seconds from submission to end
/// @param slowdown completion over work alone, of at least ten seconds
/// @param utilisation percent of all accelerator time, until the last job came, that jobs held
/// @param dollars for what jobs held, egress apart
/// @param fairness Jain's index over queues of the part they were served until the last job came of
///   what they could have used by then
/// @param leastServed the least of these parts
/// @param large jobs of a whole node or more
/// @param starved of them, those that waited for more than a day
/// @param stops attempts that were stopped for others
public record Measures(
        Spread waited,
        Spread completion,
        Spread slowdown,
        double utilisation,
        double dollars,
        double egress,
        double fairness,
        double leastServed,
        int large,
        int starved,
        int stops) {
    private static final double PERCENT = 100;
    private static final double SHORT = 10;
    private static final double DAY = 86_400;

    public record Spread(double mean, double p99) {
        private static final double MOST = 0.99;

        /// The 99th percentile is the least value that 99 of 100 do not exceed.
        static Spread of(List<Outcome> outcomes, ToDoubleFunction<Outcome> value) {
            double[] sorted = outcomes.stream().mapToDouble(value).sorted().toArray();
            return new Spread(
                    Arrays.stream(sorted).average().orElse(0),
                    sorted[(int) Math.ceil(sorted.length * MOST) - 1]);
        }
    }

    /// @param outcomes of at least one job
    public static Measures of(List<Outcome> outcomes, World world) {
        double horizon =
                outcomes.stream().mapToDouble(one -> one.job().submitted()).max().orElseThrow();
        double held =
                outcomes.stream()
                        .mapToDouble(one -> one.heldBefore() * one.job().accelerators())
                        .sum();
        int wholeNode =
                world.nodes().stream().mapToInt(node -> node.devices().size()).max().orElseThrow();
        List<Outcome> large =
                outcomes.stream().filter(one -> one.job().accelerators() >= wholeNode).toList();
        double[] served = served(outcomes, horizon);
        return new Measures(
                Spread.of(outcomes, Outcome::waited),
                Spread.of(outcomes, Outcome::completion),
                Spread.of(
                        outcomes,
                        one -> Math.max(1, one.completion() / Math.max(SHORT, one.worked()))),
                PERCENT * held / (horizon * world.accelerators()),
                outcomes.stream().mapToDouble(Outcome::dollars).sum(),
                outcomes.stream().mapToDouble(Outcome::egress).sum(),
                jain(served),
                Arrays.stream(served).min().orElse(1),
                large.size(),
                (int) large.stream().filter(one -> one.waited() > DAY).count(),
                outcomes.stream().mapToInt(one -> one.attempts() - 1).sum());
    }

    /// For each queue.
    private static double[] served(List<Outcome> outcomes, double horizon) {
        Map<String, double[]> queues = new HashMap<>();
        for (Outcome one : outcomes) {
            double[] sums = queues.computeIfAbsent(one.job().queue(), _ -> new double[2]);
            double could = Math.min(one.worked(), horizon - one.job().submitted());
            sums[0] += Math.min(could, one.heldBefore()) * one.job().accelerators();
            sums[1] += could * one.job().accelerators();
        }
        return queues.values().stream()
                .filter(sums -> sums[1] > 0)
                .mapToDouble(sums -> sums[0] / sums[1])
                .toArray();
    }

    /// 1: all the same; 1/n: one has all (Jain, Chiu, Hawe, 1984).
    static double jain(double[] shares) {
        double sum = Arrays.stream(shares).sum();
        double squares = Arrays.stream(shares).map(share -> share * share).sum();
        return squares == 0 ? 1 : sum * sum / (shares.length * squares);
    }
}
