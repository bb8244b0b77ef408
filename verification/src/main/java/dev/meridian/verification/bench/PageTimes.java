package dev.meridian.verification.bench;

import dev.meridian.verification.console.Visitor.Answer;
import java.util.List;

/// What one page answered, time after time.
record PageTimes(List<Answer> answers) {

    private static final double LIMIT_MILLIS = 1_000;

    /// Beside what a browser keeps.
    private static final double LIMIT_KILOBYTES = 300;

    int status() {
        return answers.stream().mapToInt(Answer::status).max().orElse(0);
    }

    double medianMillis() {
        double[] sorted = answers.stream().mapToDouble(Answer::millis).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    double worstMillis() {
        return answers.stream().mapToDouble(Answer::millis).max().orElse(0);
    }

    /// Unpacked.
    double kilobytes() {
        return answers.stream().mapToLong(Answer::plain).max().orElse(0) / 1e3;
    }

    double wireKilobytes() {
        return answers.stream().mapToLong(Answer::wire).max().orElse(0) / 1e3;
    }

    /// The larger part of its two limits that a page takes: more than 1 is too much. Its size
    /// counts unpacked, for that is what a browser has to read.
    double ofLimit() {
        return Math.max(medianMillis() / LIMIT_MILLIS, kilobytes() / LIMIT_KILOBYTES);
    }
}
