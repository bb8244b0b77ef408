package dev.meridian.controlplane.commands.outcome;

import dev.meridian.controlplane.placement.Planner;
import dev.meridian.controlplane.placement.order.OrderSettings;
import dev.meridian.controlplane.placement.order.WorkOrder;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;

/// Who can be tried on a trace.
public enum Rival {
    FIRST_FIT("first fit"),
    BEST_FIT("best fit"),
    FGD("FGD"),
    /// As it is set up.
    MERIDIAN("Meridian"),
    /// With `meridian.queues.order=age`.
    MERIDIAN_AGE("Meridian, age"),
    /// With `meridian.queues.yield-to-smaller=true`, and all work `preemptible`.
    MERIDIAN_YIELDING("Meridian, yielding");

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
                        this == MERIDIAN_YIELDING ? Ranking.PREEMPTIBLE : Ranking.ONE_CLASS,
                        new Simulation.Settings(EPOCH, effort.tick(), effort.checkpoint()),
                        new Simulation.Watcher() {
                            @Override
                            public void ended(Outcome outcome) {
                                foretold.ended(outcome);
                                progress.accept(++ended[0]);
                            }

                            @Override
                            public void stopped(Job job, double held) {
                                foretold.stopped(job, held);
                            }
                        })
                .run();
    }

    private Policy policy(Effort effort, Foretold foretold) {
        return switch (this) {
            case FIRST_FIT -> new Greedy(new FirstFit());
            case BEST_FIT -> new Greedy(new BestFit());
            case FGD -> new Greedy(new FragmentationGradient());
            case MERIDIAN, MERIDIAN_AGE, MERIDIAN_YIELDING ->
                    new Product(
                            Planner.standalone(
                                    SolverSettings.byMoves(effort.moves()), foretold, order()));
        };
    }

    private OrderSettings order() {
        OrderSettings usual = OrderSettings.USUAL;
        return switch (this) {
            case MERIDIAN_AGE -> new OrderSettings(WorkOrder.AGE, usual.patience(), false);
            case MERIDIAN_YIELDING -> new OrderSettings(usual.order(), usual.patience(), true);
            default -> usual;
        };
    }
}
