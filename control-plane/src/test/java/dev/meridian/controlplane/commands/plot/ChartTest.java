package dev.meridian.controlplane.commands.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ChartTest {
    private static final double[] X = {0, 1, 2, 3, 4};
    private static final double[] Y = {1, 2, Double.NaN, 4, 3};

    @Test
    void aPictureIsXmlThatSaysWhatItShows() throws Exception {
        String svg = everything().svg();

        Document parsed = parsed(svg);

        assertThat(parsed.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("Bytes <in> & \"out\"");
        assertThat(parsed.getElementsByTagName("desc").item(0).getTextContent())
                .isEqualTo("Made up.");
        assertThat(texts(parsed)).contains("seconds", "MB", "what came", "p05 to p95", "flagged");
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        assertThat(everything().svg()).isEqualTo(everything().svg());
    }

    @Test
    void whatIsMissingIsAGapAndNoNumber() {
        String svg = everything().svg();
        assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
        String line =
                svg.lines().filter(each -> each.contains("class=\"line truth\"")).toList().get(0);
        assertThat(line.chars().filter(letter -> letter == 'M').count()).isEqualTo(2);
    }

    @Test
    void itFollowsTheThemeAndLoadsNothing() {
        assertThat(everything().svg())
                .contains("prefers-color-scheme:dark")
                .doesNotContain("@import")
                .doesNotContain("url(")
                .doesNotContain("href");
    }

    @Test
    void ticksAreRoundNumbers() {
        assertThat(Axis.of("x", 0, 1).ticks())
                .extracting(Axis.Tick::text)
                .containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(Axis.of("x", -3, 4200).ticks())
                .extracting(Axis.Tick::text)
                .containsExactly("0", "1,000", "2,000", "3,000", "4,000");
        assertThat(
                        Axis.days(
                                        "day",
                                        Instant.parse("2017-01-01T12:00:00Z"),
                                        Instant.parse("2017-01-04T12:00:00Z"))
                                .ticks())
                .extracting(Axis.Tick::text)
                .containsExactly("2 Jan", "3 Jan", "4 Jan");
    }

    @Test
    void anAxisHoldsWhateverItIsGiven() {
        assertThat(Axis.around("x").ticks()).isNotEmpty();
        assertThat(Axis.around("x", 5, 5).part(5)).isBetween(0.0, 1.0);
        assertThat(Axis.around("x", Double.NaN, 1e12, -1e12).part(0)).isBetween(0.4, 0.6);
        assertThat(Axis.of("x", 0, 10).part(99)).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axis.byFactors("x", 10, 10, List.of()));
    }

    private static Chart everything() {
        return new Chart(
                        "Bytes <in> & \"out\"",
                        "Made up.",
                        Axis.of("seconds", 0, 4),
                        Axis.around("MB", Y))
                .spans(Ink.NAIVE, "labelled", new double[] {1}, new double[] {2})
                .band(Ink.OURS, "p05 to p95", X, Y, new double[] {2, 3, 4, 5, 6})
                .line(Ink.TRUTH, "what came", X, Y)
                .dashed(Ink.NAIVE, "last value", X, Y)
                .strokes(Ink.OURS, "p10 to p90", X, new double[5], X)
                .dots(Ink.ALARM, "flagged", X, Y);
    }

    private static List<String> texts(Document parsed) {
        var nodes = parsed.getElementsByTagName("text");
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
    }
}
