package dev.meridian.controlplane.commands.queue;

import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.List;
import java.util.function.Supplier;

/// Something that a queue must get through quickly.
///
/// @param goal seconds of a plan; infinite where none is set
public record Case(String name, double goal, Supplier<Snapshot> snapshot) {
    private static final double NO_GOAL = Double.POSITIVE_INFINITY;
    private static final int LOW = 100;
    private static final int STANDARD = 500;
    private static final int HIGH = 800;
    private static final String ANY = "any";

    /// @param nodes of eight accelerators each
    public static List<Case> all(int nodes) {
        int half = nodes / 2 * Pressure.DEVICES;
        int reclaimed = Math.min(500, nodes / 2);
        return List.of(
                new Case(
                        "churn: 1,000 of 1 arrive, 80 % taken",
                        NO_GOAL,
                        () ->
                                new Pressure(nodes)
                                        .busy(0.8, ANY, STANDARD, false)
                                        .waiting(1000, 1, 1, 4000, ANY, STANDARD)
                                        .snapshot()),
                new Case(
                        "verdict: 1 of 16 on one node",
                        1,
                        () ->
                                new Pressure(nodes)
                                        .busy(1, ANY, STANDARD, true)
                                        .waiting(1, 1, 16, 4000, ANY, HIGH)
                                        .snapshot()),
                new Case(
                        "unschedulable: 10,000 of 100 shapes",
                        NO_GOAL,
                        () ->
                                new Pressure(nodes)
                                        .busy(1, ANY, STANDARD, false)
                                        .waiting(10_000, 1, 1, 4000, ANY, STANDARD)
                                        .snapshot()),
                new Case(
                        "gang: 512 of 8, half of the nodes free",
                        1,
                        () ->
                                new Pressure(nodes)
                                        .busy(0.08, ANY, STANDARD, false)
                                        .waiting(
                                                1,
                                                Math.min(512, nodes / 4),
                                                8,
                                                32_000,
                                                ANY,
                                                STANDARD)
                                        .snapshot()),
                new Case(
                        "gangs: 64 of 8 × 4, 60 % taken",
                        NO_GOAL,
                        () ->
                                new Pressure(nodes)
                                        .busy(0.6, ANY, STANDARD, false)
                                        .waiting(64, 8, 4, 16_000, ANY, STANDARD)
                                        .snapshot()),
                new Case(
                        "preemption: 32 of 8 among low ones",
                        NO_GOAL,
                        () ->
                                new Pressure(nodes)
                                        .busy(1, ANY, LOW, true)
                                        .waiting(32, 1, 8, 32_000, ANY, HIGH)
                                        .snapshot()),
                new Case(
                        "reclaim: gang of %d of 8 from single ones".formatted(reclaimed),
                        2,
                        () ->
                                new Pressure(nodes)
                                        .queue(Pressure.LENDER, half)
                                        .queue(Pressure.BORROWER, half)
                                        .busy(1, Pressure.BORROWER, HIGH, true)
                                        .waiting(1, reclaimed, 8, 32_000, Pressure.LENDER, LOW)
                                        .snapshot()),
                new Case(
                        "reclaim: gang of %d of 8 from gangs of 16 nodes".formatted(reclaimed),
                        2,
                        () ->
                                new Pressure(nodes)
                                        .queue(Pressure.LENDER, half)
                                        .queue(Pressure.BORROWER, half)
                                        .gangs(16, Pressure.BORROWER, HIGH)
                                        .waiting(1, reclaimed, 8, 32_000, Pressure.LENDER, LOW)
                                        .snapshot()));
    }
}
