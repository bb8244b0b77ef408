package dev.meridian.controlplane.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SolverWarmUpTest {

    @Test
    void itsPlanNeedsTheSolver() {
        Clock clock = Clock.fixed(Scenario.NOW, ZoneOffset.UTC);
        Plan plan = new SolverWarmUp(new Planning(SolverSettings.byMoves(100)), clock).plan();
        assertThat(plan.figures().solved()).isEqualTo(2);
        assertThat(plan.decisions()).hasSize(1);
        assertThat(plan.pending()).hasSize(1);
    }
}
