package dev.meridian.controlplane.placement.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.support.TestDatabase;
import org.junit.jupiter.api.Test;

class MovementsTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final Movements movements = new Movements(database.jdbc());

    @Test
    void whatIsReadTogetherIsPlannedForTheIdsThatItIsGivenAndNothingElseIs() {
        database.transactions()
                .executeWithoutResult(_ -> {
                    movements.mark(0);
                    assertThat(planned()).isEqualTo("force_custom_plan");
                });
        assertThat(planned()).isEqualTo("auto");
    }

    private String planned() {
        return database.jdbc().sql("show plan_cache_mode").query(String.class).single();
    }
}
