package dev.meridian.cli.verb;

import dev.meridian.cli.output.Cells;
import dev.meridian.cli.output.Column;
import java.util.List;
import java.util.Set;

/// Plans that were made, with what the solver won and what moved between regions.
final class PlanKind {

    private PlanKind() {}

    static Kind plans() {
        return new Kind(
                "plans",
                "id",
                Set.of(),
                true,
                List.of(
                        Column.of("ID", "id"),
                        Column.of("AGE", Cells.age("at")).right(),
                        Column.of("PLACED", "placed").right(),
                        Column.of("BY SOLVER", "solver.placed").right(),
                        Column.of("STALE", "stale").wide().right(),
                        Column.of("WAITING", "waiting").right(),
                        Column.of("FAST PATH", "fastPath.score").right(),
                        Column.of("IN THE END", "solver.score").right(),
                        Column.of("GAIN", "solver.gain").right(),
                        Column.of("REGIONS", "bidding.regions").wide().right(),
                        Column.of("BIDS", "bidding.bids").wide().right(),
                        Column.of("AWARDS", "bidding.awarded").right(),
                        Column.of("TRANSFERS", "bidding.transfers").right()));
    }
}
