package dev.meridian.controlplane.placement.solver;

import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.localsearch.decider.acceptor.AcceptorType;
import ai.timefold.solver.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import ai.timefold.solver.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import java.util.List;

/// Which moves each of Timefold's strategies accepts. A search lasts milliseconds, thousands of
/// moves, so memories are short. None of the numbers was tuned on the trace that the strategies are
/// compared on.
final class Acceptance {
    private static final int LATE_BY = 100;

    /// Points of the goals are thousands here. Work is never put back in the queue for a while.
    private static final String TEMPERATURE = "0hard/0medium/500soft";

    private static final int TABU = 7;
    private static final int BEST_OF = 8;

    private Acceptance() {}

    static LocalSearchPhaseConfig of(Strategy strategy) {
        return switch (strategy) {
            case HILL_CLIMBING -> phase(1, accepting(AcceptorType.HILL_CLIMBING));
            case LATE_ACCEPTANCE ->
                    phase(
                            1,
                            accepting(AcceptorType.LATE_ACCEPTANCE)
                                    .withLateAcceptanceSize(LATE_BY));
            case SIMULATED_ANNEALING ->
                    phase(
                            1,
                            accepting(AcceptorType.SIMULATED_ANNEALING)
                                    .withSimulatedAnnealingStartingTemperature(TEMPERATURE));
            case TABU ->
                    phase(BEST_OF, accepting(AcceptorType.ENTITY_TABU).withEntityTabuSize(TABU));
            case GENETIC -> throw new IllegalArgumentException("Timefold has no genetic search");
        };
    }

    private static LocalSearchAcceptorConfig accepting(AcceptorType type) {
        return new LocalSearchAcceptorConfig().withAcceptorTypeList(List.of(type));
    }

    private static LocalSearchPhaseConfig phase(int bestOf, LocalSearchAcceptorConfig acceptor) {
        return new LocalSearchPhaseConfig()
                .withAcceptorConfig(acceptor)
                .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(bestOf));
    }
}
