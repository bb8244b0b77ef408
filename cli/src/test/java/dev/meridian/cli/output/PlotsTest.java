package dev.meridian.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlotsTest {
    private static final Plots BLOCKS = new Plots(true);
    private static final Plots ASCII = new Plots(false);

    @Test
    void aLineRisesWithTheShareAndHasGaps() {
        var shares = Arrays.asList(0.0, 0.13, null, 0.5, 0.99, 1.0, 7.0, -1.0);
        assertThat(BLOCKS.line(shares)).isEqualTo("▁▂·▅███▁");
        assertThat(ASCII.line(shares)).isEqualTo("_. +@@@_");
    }

    @Test
    void aBarHasItsWidthAndItsNumber() {
        assertThat(BLOCKS.bar(0, 5)).isEqualTo("░░░░░   0%");
        assertThat(BLOCKS.bar(0.45, 5)).isEqualTo("██▎░░  45%");
        assertThat(BLOCKS.bar(1, 5)).isEqualTo("█████ 100%");
        assertThat(BLOCKS.bar(1.5, 5)).isEqualTo("█████ 150%");
        assertThat(ASCII.bar(0.45, 5)).isEqualTo("[##...]  45%");
        assertThat(ASCII.bar(0, 5)).isEqualTo("[.....]   0%");
    }

    @Test
    void coloursFollowTheNumber() {
        assertThat(Colours.cell(BLOCKS.bar(0.5, 4))).startsWith("\u001b[32m");
        assertThat(Colours.cell(BLOCKS.bar(0.75, 4))).startsWith("\u001b[33m");
        assertThat(Colours.cell(ASCII.bar(0.95, 4))).startsWith("\u001b[31m");
        assertThat(Colours.cell("50%")).isEqualTo("50%");
    }

    @Test
    void theLocaleTellsWhetherThereIsMoreThanAscii() {
        assertThat(terminal("LANG", "C.UTF-8").unicode()).isTrue();
        assertThat(terminal("LC_CTYPE", "en_US.utf8").unicode()).isTrue();
        assertThat(terminal("LANG", "C").unicode()).isFalse();
        assertThat(terminal("TERM", "xterm").unicode()).isFalse();
        assertThat(
                        Terminal.of(
                                        Map.of(
                                                "MERIDIAN_TERMINAL", "80",
                                                "LC_ALL", "POSIX",
                                                "LANG", "de_DE.UTF-8"))
                                .unicode())
                .isFalse();
    }

    private static Terminal terminal(String name, String value) {
        return Terminal.of(Map.of("MERIDIAN_TERMINAL", "80", name, value));
    }
}
