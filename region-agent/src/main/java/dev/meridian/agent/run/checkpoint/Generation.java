package dev.meridian.agent.run.checkpoint;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which copy of a state it is. Whatever a later epoch made stands above all of an earlier one, so
/// a copy that is cut off and late can never become the one that counts.
///
/// @param epoch of the attempt that made it
/// @param number within the attempt; 0 is no copy of its own, but the one that it began with
public record Generation(int epoch, int number) implements Comparable<Generation> {
    private static final Comparator<Generation> ORDER =
            Comparator.comparingInt(Generation::epoch).thenComparingInt(Generation::number);
    private static final Pattern NAME = Pattern.compile("0*(\\d{1,9})-0*(\\d{1,9})");

    /// Empty when it is no name of a generation.
    static Optional<Generation> parse(String name) {
        Matcher found = NAME.matcher(name);
        return found.matches()
                ? Optional.of(
                        new Generation(
                                Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
                : Optional.empty();
    }

    Generation next() {
        return new Generation(epoch, number + 1);
    }

    /// In names the order of the alphabet is the order of time.
    String name() {
        return "%09d-%09d".formatted(epoch, number);
    }

    @Override
    public int compareTo(Generation other) {
        return ORDER.compare(this, other);
    }

    /// As people read it.
    @Override
    public String toString() {
        return epoch + "-" + number;
    }
}
