package dev.meridian.controlplane.telemetry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A partition is known by its name, and one of another name is nobody's.
class ShelfTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 17);

    @ParameterizedTest
    @EnumSource
    void whatANameSaysIsWhatItWasMadeFor(Shelf shelf) {
        LocalDate begin = shelf.begin(DAY);
        assertThat(begin).isBeforeOrEqualTo(DAY);
        assertThat(shelf.after(begin)).isAfter(DAY);
        assertThat(shelf.beginOf(shelf.nameOf(begin))).contains(begin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "samples_of_bench",
                "samples_default",
                "samples_20260231",
                "samples_20260301+0100",
                "samples_202603",
                "samples_",
                "samples",
                "other_20260301"
            })
    void aNameOfSomebodyElseTellsNoDay(String name) {
        assertThat(Shelf.SAMPLES.beginOf(name)).isEmpty();
    }

    @Test
    void aDayIsNoMonth() {
        assertThat(Shelf.DEMAND.beginOf("demand_days_20260301")).isEmpty();
        assertThat(Shelf.DEMAND.beginOf("demand_days_of_bench")).isEmpty();
    }
}
