package dev.meridian.controlplane.placement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// Answers that cost much to find, kept from one asking to the next: each time a few are found
/// anew, first those that nobody has looked for, then those found longest ago. Where no more than
/// that few are asked for, all are new each time.
///
/// @param <K> what is asked
/// @param <V> the answer
final class Kept<K, V> {
    private final int most;

    /// found longest ago first
    private final Map<K, V> answers = new LinkedHashMap<>();

    /// @param most answers that are found anew at a time
    Kept(int most) {
        this.most = most;
    }

    /// @param asked all that is asked now, the most pressing first; other answers are forgotten
    void renew(Map<K, Supplier<V>> asked) {
        answers.keySet().retainAll(asked.keySet());
        List<K> due = new ArrayList<>(most);
        asked.keySet().stream()
                .filter(key -> !answers.containsKey(key))
                .limit(most)
                .forEach(due::add);
        answers.keySet().stream().limit(most - due.size()).forEach(due::add);
        for (K key : due) {
            answers.remove(key);
            answers.put(key, Objects.requireNonNull(asked.get(key)).get());
        }
    }

    /// Empty where nobody has looked for it yet.
    Optional<V> of(K key) {
        return Optional.ofNullable(answers.get(key));
    }
}
