package dev.meridian.verification.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.verification.chaos.arena.Sink.Word;
import dev.meridian.verification.chaos.history.Past.Attempt;
import dev.meridian.verification.chaos.history.Past.Event;
import dev.meridian.verification.local.Checkout;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The judge of the chaos suite is judged: what must not be is found in made-up histories, and
/// nothing is found in those that are as they should be.
class CheckerTest {
    private static final Map<String, String> PROMISED = Map.of("key", "job");
    private static final long HALF_A_SECOND = 500_000_000;

    private static Checker checker;

    @BeforeAll
    static void read() throws IOException {
        checker = new Checker(Lifecycle.read(Checkout.find().root()), Duration.ofMillis(50));
    }

    @Test
    void aRunWithoutTroubleIsAsItShouldBe() {
        assertThat(found(moved())).isEmpty();
        assertThat(
                        found(
                                past(
                                        List.of(
                                                new Event("PLACED", 1),
                                                new Event("STARTED", 1),
                                                new Event("CONTACT_LOST", 1),
                                                new Event("CONTACT_RETURNED", 1),
                                                new Event("SUCCEEDED", 1)),
                                        List.of(new Attempt(1, "SUCCEEDED")),
                                        words("1 alive", "1 done"))))
                .isEmpty();
    }

    @Test
    void twoLiveEpochsAreFound() {
        assertThat(
                        found(
                                new Past(
                                        "job",
                                        "SUCCEEDED",
                                        moved().events(),
                                        moved().attempts(),
                                        words(
                                                "1 alive", "2 alive", "1 alive", "1 alive",
                                                "2 done"))))
                .extracting(Finding::harm)
                .containsExactly(Harm.OVERLAP);
    }

    @Test
    void oneWordInTheMomentOfItsEndIsNoLife() {
        assertThat(
                        found(
                                new Past(
                                        "job",
                                        "SUCCEEDED",
                                        moved().events(),
                                        moved().attempts(),
                                        words("1 alive", "2 alive", "1 alive", "2 done"))))
                .isEmpty();
    }

    @Test
    void aTransitionThatTheTableDoesNotHaveIsFound() {
        List<Finding> found =
                found(
                        past(
                                List.of(
                                        new Event("PLACED", 1),
                                        new Event("LOST", 1),
                                        new Event("STARTED", 1),
                                        new Event("SUCCEEDED", 1)),
                                List.of(new Attempt(1, "SUCCEEDED")),
                                words("1 alive", "1 done")));
        assertThat(found).extracting(Finding::harm).containsExactly(Harm.WRONG);
        assertThat(found.getFirst().sentence())
                .startsWith("no transition from [PENDING] to [RUNNING] by Event[kind=STARTED");
    }

    @Test
    void anEpochThatIsSkippedOrOverIsFound() {
        assertThat(
                        found(
                                past(
                                        List.of(
                                                new Event("PLACED", 2),
                                                new Event("STARTED", 1),
                                                new Event("SUCCEEDED", 2)),
                                        List.of(new Attempt(2, "SUCCEEDED")),
                                        words("2 done"))))
                .extracting(Finding::harm)
                .containsExactly(Harm.WRONG, Harm.WRONG);
    }

    @Test
    void aPromisedRunThatIsNotThereIsFound() {
        assertThat(checker.judge(PROMISED, Map.of()))
                .extracting(Finding::harm)
                .containsExactly(Harm.LOST);
        assertThat(checker.judge(Map.of("one", "job", "other", "job"), Map.of("job", moved())))
                .as("two promises, one run")
                .extracting(Finding::harm)
                .containsExactly(Harm.LOST);
    }

    @Test
    void aRunThatNeverSucceedsIsFound() {
        assertThat(
                        found(
                                new Past(
                                        "job",
                                        "QUEUED",
                                        List.of(new Event("PLACED", 1), new Event("LOST", 1)),
                                        List.of(new Attempt(1, "LOST")),
                                        words("1 alive"))))
                .extracting(Finding::harm)
                .containsExactly(Harm.LOST);
    }

    @Test
    void aRunThatNobodyWasPromisedIsFound() {
        assertThat(checker.judge(Map.of(), Map.of("job", moved())))
                .extracting(Finding::harm)
                .containsExactly(Harm.REPEATED);
    }

    @Test
    void aSuccessThatRunsAgainIsFound() {
        assertThat(
                        found(
                                past(
                                        List.of(
                                                new Event("PLACED", 1),
                                                new Event("STARTED", 1),
                                                new Event("SUCCEEDED", 1),
                                                new Event("PLACED", 2)),
                                        List.of(
                                                new Attempt(1, "SUCCEEDED"),
                                                new Attempt(2, "RUNNING")),
                                        words("1 alive", "1 done", "2 alive"))))
                .extracting(Finding::harm)
                .containsExactly(Harm.WRONG, Harm.REPEATED);
    }

    @Test
    void aSuccessWithoutItsWorkIsFound() {
        assertThat(
                        found(
                                past(
                                        List.of(
                                                new Event("PLACED", 1),
                                                new Event("STARTED", 1),
                                                new Event("SUCCEEDED", 1)),
                                        List.of(new Attempt(1, "SUCCEEDED")),
                                        words("1 alive"))))
                .extracting(Finding::harm)
                .containsExactly(Harm.WRONG);
    }

    /// A copy that ended where nobody could hear of it was done twice, which nobody can know.
    @Test
    void workThatWasDoneUnheardIsCounted() {
        var past =
                new Past(
                        "job",
                        "SUCCEEDED",
                        moved().events(),
                        moved().attempts(),
                        words("1 alive", "1 done", "2 alive", "2 done"));
        assertThat(past.doneUnheard()).isEqualTo(1);
        assertThat(found(past)).isEmpty();
    }

    private static List<Finding> found(Past past) {
        return checker.judge(PROMISED, Map.of("job", past));
    }

    private static Past past(List<Event> events, List<Attempt> attempts, List<Word> words) {
        return new Past("job", "SUCCEEDED", events, attempts, words);
    }

    /// Lost once, done elsewhere.
    private static Past moved() {
        return past(
                List.of(
                        new Event("PLACED", 1),
                        new Event("STARTED", 1),
                        new Event("CONTACT_LOST", 1),
                        new Event("LOST", 1),
                        new Event("PLACED", 2),
                        new Event("STARTED", 2),
                        new Event("SUCCEEDED", 2)),
                List.of(new Attempt(1, "LOST"), new Attempt(2, "SUCCEEDED")),
                words("1 alive", "1 alive", "2 alive", "2 done"));
    }

    /// @param said each an epoch and a word, half a second after the one before
    private static List<Word> words(String... said) {
        var words = new java.util.ArrayList<Word>();
        for (String each : said) {
            String[] parts = each.split(" ");
            words.add(new Word(Integer.parseInt(parts[0]), parts[1], words.size() * HALF_A_SECOND));
        }
        return words;
    }
}
