package dev.meridian.controlplane.console.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogTextTest {
    private final StringBuilder text = new StringBuilder();
    private final List<Long> ends = new ArrayList<>();
    private final LogText log =
            new LogText(
                    100,
                    (piece, end) -> {
                        text.append(piece);
                        ends.add(end);
                    });

    @Test
    void aCharacterThatIsCutInTwoWaitsForItsRest() throws IOException {
        byte[] bytes = "grün €\n".getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            log.accept(Arrays.copyOfRange(bytes, i, i + 1));
        }
        assertThat(text).hasToString("grün €\n");
        assertThat(ends).last().isEqualTo(100L + bytes.length);
        assertThat(ends).doesNotContain(103L);
    }

    @Test
    void whatIsNoTextIsMarkedAndColoursAreLeftOut() throws IOException {
        log.accept(new byte[] {'a', (byte) 0xff, 'b'});
        log.accept("\u001b[1;31mred\u001b[0m 50 %\r100 %\r\n".getBytes(UTF_8));
        assertThat(text).hasToString("a\ufffdbred 50 %\n100 %\n");
    }

    @Test
    void aLineWithoutEndIsSearchedPieceByPiece() throws IOException {
        var search = new LogSearch("needle");
        search.accept("begins " + "x".repeat(200_000) + "nee", 0);
        search.accept("dle" + "x".repeat(200_000), 0);
        search.accept("\nnext needle\n" + "y".repeat(100_000), 0);

        assertThat(search.found()).extracting(LogSearch.Line::number).containsExactly(1L, 2L);
        assertThat(search.found().getFirst().text()).startsWith("begins x").hasSize(2_000);
        assertThat(search.matches()).isEqualTo(2);
    }

    @Test
    void aSearchTellsLinesWithTheirNumbers() throws IOException {
        var search = new LogSearch("ERR");
        var read = new LogText(0, search);
        read.accept("fine\nan er".getBytes(UTF_8));
        read.accept("ror\nfine\nErr at the end".getBytes(UTF_8));
        assertThat(search.found())
                .extracting(LogSearch.Line::number, LogSearch.Line::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2L, "an error"),
                        org.assertj.core.groups.Tuple.tuple(4L, "Err at the end"));
        assertThat(search.matches()).isEqualTo(2);
    }
}
