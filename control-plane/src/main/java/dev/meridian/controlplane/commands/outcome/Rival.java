package dev.meridian.controlplane.commands.outcome;

import dev.meridian.controlplane.placement.Planner;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;

/// Who can be tried on a trace.
public enum Rival {
    FIRST_FIT("first fit"),
    BEST_FIT("best fit"),
    FGD("FGD"),
    MERIDIAN("Meridian"),
    /// With priority classes by foretold size; the live system leaves classes to its users.
    MERIDIAN_CLASSES("Meridian, classes");

    /// In simulated time; all that matters is that time goes on from here.
    private static final Instant EPOCH = Instant.EPOCH;

    private final String title;

    Rival(String title) {
        this.title = title;
    }

    /// For people.
    public String title() {
        return title;
    }

    /// @param moves of the solver in each window, so that the answer is the same everywhere
    /// @param tick seconds from plan to plan
    /// @param checkpoint seconds of work between two checkpoints
    public record Effort(long moves, double tick, double checkpoint) {}

    /// @param progress told how many jobs have ended
    public List<Outcome> run(World world, List<Job> jobs, Effort effort, IntConsumer progress) {
        Foretold foretold = new Foretold(jobs, EPOCH);
        int[] ended = {0};
        return new Simulation(
                        world,
                        jobs,
                        policy(effort, foretold),
                        this == MERIDIAN_CLASSES ? new ByForecast(foretold) : Ranking.BY_AGE,
                        new Simulation.Settings(EPOCH, effort.tick(), effort.checkpoint()),
                        outcome -> {
                            foretold.learn(outcome);
                            progress.accept(++ended[0]);
                        })
                .run();
    }

    private Policy policy(Effort effort, Foretold foretold) {
        return switch (this) {
            case FIRST_FIT -> new Greedy(new FirstFit());
            case BEST_FIT -> new Greedy(new BestFit());
            case FGD -> new Greedy(new FragmentationGradient());
            case MERIDIAN, MERIDIAN_CLASSES ->
                    new Product(
                            Planner.standalone(SolverSettings.byMoves(effort.moves()), foretold));
        };
    }
}
