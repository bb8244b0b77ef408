package dev.meridian.controlplane.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class KeptTest {
    private final Kept<String, Integer> kept = new Kept<>(2);
    private final List<String> found = new ArrayList<>();
    private int turn;

    @Test
    void fewAreAllNewEachTime() {
        ask("a", "b");
        ask("b", "a");
        assertThat(found).containsExactly("a", "b", "a", "b");
        assertThat(kept.of("a")).contains(2);
    }

    @Test
    void ofManyNoneIsForgottenAndEachHasItsTurn() {
        ask("a", "b", "c", "d", "e");
        assertThat(kept.of("c")).isEmpty();
        ask("a", "b", "c", "d", "e");
        assertThat(kept.of("a")).as("of the time before").contains(1);
        ask("a", "b", "c", "d", "e");
        ask("a", "b", "c", "d", "e");
        assertThat(found).containsExactly("a", "b", "c", "d", "e", "a", "b", "c");
    }

    @Test
    void whatNobodyAsksForIsForgotten() {
        ask("a", "b");
        ask("b");
        assertThat(kept.of("a")).isEmpty();
    }

    private void ask(String... keys) {
        turn++;
        Map<String, Supplier<Integer>> asked = new LinkedHashMap<>();
        for (String key : keys) {
            asked.put(
                    key,
                    () -> {
                        found.add(key);
                        return turn;
                    });
        }
        kept.renew(asked);
    }
}
