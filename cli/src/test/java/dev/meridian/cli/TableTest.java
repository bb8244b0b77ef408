package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table =
            new Table("ID", "WHAT", "N")
                    .row("1-2-3-4-5-6", "something rather long", "7")
                    .row("8", "x", "10");

    @Test
    void columnsAreAsWideAsTheirWidestCellAndNumbersStandOnTheRight() {
        assertThat(printed(table.right(Set.of("N"))))
                .isEqualTo(
                        """
                        ID           WHAT                    N
                        1-2-3-4-5-6  something rather long   7
                        8            x                      10
                        """);
    }

    @Test
    void whatIsTooWideIsCutButNeverAnId() {
        assertThat(printed(table.within(25)))
                .isEqualTo(
                        """
                        ID           WHAT      N
                        1-2-3-4-5-6  somethi…  7
                        8            x         10
                        """);
    }

    @Test
    void colourTakesNoRoom() {
        assertThat(printed(table.painted(cell -> cell.equals("x") ? "<x>" : cell)))
                .contains("8            <x>                      10");
    }

    private static String printed(Table table) {
        var text = new StringWriter();
        table.print(new PrintWriter(text));
        return text.toString();
    }
}
