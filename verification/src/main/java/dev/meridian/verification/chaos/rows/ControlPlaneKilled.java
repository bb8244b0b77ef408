package dev.meridian.verification.chaos.rows;

import dev.meridian.verification.chaos.arena.Arena;

final class ControlPlaneKilled implements Row {

    @Override
    public int number() {
        return 1;
    }

    @Override
    public String fault() {
        return "control plane kill -9 during submissions";
    }

    @Override
    public String promise() {
        return "every 2xx job exists; a retry returns the same id";
    }

    @Override
    public int usual() {
        return 3;
    }

    @Override
    public void play(Round round) throws Exception {
        Arena arena = round.arena();
        round.settle();
        try (Bystanders _ = Bystanders.beside(round, Arena.PATIENT)) {
            round.attempts(() -> {
                var submissions = new Submissions(round);
                submissions.during(
                        round.random().nextInt(20),
                        () -> {
                            long from = System.nanoTime();
                            arena.system().crashControlPlane();
                            arena.controlPlaneCameBack();
                            round.tally().recovered(from, System.nanoTime());
                        });
                submissions.judge();
            });
            round.settle();
        }
    }
}
