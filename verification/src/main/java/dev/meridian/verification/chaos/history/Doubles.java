package dev.meridian.verification.chaos.history;

import dev.meridian.verification.chaos.arena.Sink.Word;
import java.util.List;

/// Two live epochs of one allocation, as the sink heard them.
///
/// @param late words of an epoch after a newer one had spoken
/// @param millis between the first and the last of these: how long, at least, two lived; 0 with one
///   word only, which a copy may say in the moment in which it is ended
public record Doubles(int late, long millis) {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /// @param words in the order in which they were heard
    public static Doubles of(List<Word> words) {
        int newest = 0;
        int late = 0;
        long from = 0;
        long to = 0;
        for (Word word : words) {
            if (word.epoch() < newest) {
                from = late == 0 ? word.nanos() : from;
                to = word.nanos();
                late++;
            }
            newest = Math.max(newest, word.epoch());
        }
        return new Doubles(late, (to - from) / NANOS_PER_MILLI);
    }

    public boolean any() {
        return late > 0;
    }
}
