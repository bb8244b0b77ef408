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
                    new PeerConfirms(),
                    new AgentStopped(),
                    new AgentKilled(),
                    new ControlPlaneAway(),
                    new LinkFlapping(),
                    new RegionLost(),
                    new LeadingRegionLost(),
                    new ManyReconnect(),
                    new SameSubmission(),
                    new ClocksJump(),
                    new DiskFull(),
                    new PostgresFrozen(),
                    new PoisonSpec(),
                    new TaskBombs(),
                    new Nemesis());

    private Rows() {}
}
