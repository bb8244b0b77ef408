package dev.meridian.verification.chaos.history;

import dev.meridian.verification.chaos.arena.Sink;
import dev.meridian.verification.chaos.arena.Sink.Word;
import java.util.List;

/// All that is known, when all is over, of a job with one allocation.
///
/// @param state of the job
/// @param events of the allocation, oldest first
/// @param attempts oldest first
/// @param words that the sink heard of it
public record Past(
        String job, String state, List<Event> events, List<Attempt> attempts, List<Word> words) {

    /// @param kind as the history of the product has it
    /// @param epoch 0: of no copy
    public record Event(String kind, int epoch) {}

    /// One placement, and how it ended.
    public record Attempt(int epoch, String state) {}

    /// Copies that did all their work and whose end nobody could hear of before the next one had to
    /// be placed; none of them was known to have succeeded.
    public long doneUnheard() {
        return words.stream()
                        .filter(word -> word.word().equals(Sink.DONE))
                        .map(Word::epoch)
                        .distinct()
                        .count()
                - (state.equals("SUCCEEDED") ? 1 : 0);
    }
}
