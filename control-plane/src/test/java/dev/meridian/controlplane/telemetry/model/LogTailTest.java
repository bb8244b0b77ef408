package dev.meridian.controlplane.telemetry.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.AllocationId;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogTailTest {
    private static final LogKey KEY =
            new LogKey(
                    AllocationId.of("00000000-0000-7000-8000-000000000001"), 1, LogStream.STDOUT);
    private static final long NO_LIMIT = Long.MAX_VALUE;

    @Test
    void takesWhatFollows() {
        var taken = LogTail.START.take(List.of(chunk(0, "ab"), chunk(2, "cd")), NO_LIMIT);
        assertThat(texts(taken)).containsExactly("ab", "cd");
        assertThat(taken.tail()).isEqualTo(new LogTail(4, false));
    }

    @Test
    void leavesOutWhatIsStored() {
        var taken = new LogTail(4, false).take(List.of(chunk(0, "ab"), chunk(2, "cd")), NO_LIMIT);
        assertThat(taken.fresh()).isEmpty();
        assertThat(taken.tail().end()).isEqualTo(4);
    }

    @Test
    void takesOnlyTheNewPartOfAChunkThatWasCutOtherwise() {
        var taken = new LogTail(3, false).take(List.of(chunk(0, "abcdef")), NO_LIMIT);
        assertThat(texts(taken)).containsExactly("def");
        assertThat(taken.fresh().getFirst().start()).isEqualTo(3);
        assertThat(taken.tail().end()).isEqualTo(6);
    }

    @Test
    void neverClaimsBytesThatDidNotCome() {
        var taken = new LogTail(2, false).take(List.of(chunk(4, "ef")), NO_LIMIT);
        assertThat(taken.fresh()).isEmpty();
        assertThat(taken.tail().end()).isEqualTo(2);
    }

    @Test
    void cutsAtTheLimitAndLetsTheRestGo() {
        var taken =
                LogTail.START.take(List.of(chunk(0, "abc"), chunk(3, "def"), chunk(6, "ghi")), 4);
        assertThat(texts(taken)).containsExactly("abc", "d");
        assertThat(taken.fresh().getLast().truncated()).isTrue();
        assertThat(taken.tail()).isEqualTo(new LogTail(9, true));
        // the next one comes from beyond what is stored
        var later = new LogTail(4, true).take(List.of(chunk(9, "jkl")), 4);
        assertThat(later.fresh()).isEmpty();
        assertThat(later.tail().end()).isEqualTo(12);
    }

    @Test
    void keepsTheAgentsOwnMark() {
        var taken =
                new LogTail(2, false)
                        .take(List.of(new LogChunk(KEY, 2, new byte[0], true)), NO_LIMIT);
        assertThat(taken.fresh()).hasSize(1);
        assertThat(taken.tail()).isEqualTo(new LogTail(2, true));
    }

    private static LogChunk chunk(long start, String text) {
        return new LogChunk(KEY, start, text.getBytes(UTF_8), false);
    }

    private static List<String> texts(LogTail.Taken taken) {
        return taken.fresh().stream().map(c -> new String(c.data(), UTF_8)).toList();
    }
}
