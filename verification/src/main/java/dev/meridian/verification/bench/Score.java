package dev.meridian.verification.bench;

import java.util.List;
import java.util.Locale;

/// What one contestant needed, round after round.
///
/// @param seconds of each round, in their order
record Score(String system, String way, List<Double> seconds) {

    Score {
        seconds = List.copyOf(seconds);
    }

    double median() {
        List<Double> sorted = seconds.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /// As `8.9 to 10.2`.
    String spread() {
        return oneDigit(seconds.stream().mapToDouble(each -> each).min().orElse(0))
                + " to "
                + oneDigit(seconds.stream().mapToDouble(each -> each).max().orElse(0));
    }

    static String oneDigit(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
