package dev.meridian.verification.chaos.rows;

import java.util.List;

/// The matrix.
public final class Rows {

    public static final List<Row> ALL =
            List.of(
                    new ControlPlaneKilled(),
                    new PostgresKilled(),
                    new LeaderStopped(),
                    new AgentPartitioned(),
                    new AgentStopped(),
                    new AgentKilled(),
                    new ControlPlaneAway(),
                    new LinkFlapping(),
                    new RegionLost(),
                    new ManyReconnect(),
                    new SameSubmission(),
                    new ClocksJump(),
                    new DiskFull(),
                    new PostgresFrozen(),
                    new NotYet(
                            15,
                            "poison job spec",
                            "quarantined after three failures of the planner; others placed",
                            "no spec is known that makes the planner fail, so it cannot be provoked from outside; PoisonTest does it from within"),
                    new TaskBombs(),
                    new Nemesis());

    private Rows() {}
}
