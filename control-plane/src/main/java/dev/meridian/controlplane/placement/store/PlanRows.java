package dev.meridian.controlplane.placement.store;

import dev.meridian.controlplane.placement.model.Award;
import dev.meridian.controlplane.placement.model.Bidding;
import dev.meridian.controlplane.placement.model.PlanFigures;
import dev.meridian.controlplane.placement.model.PlanRecord;
import dev.meridian.controlplane.placement.model.PlanScore;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables `plans` and `plan_awards`.
@Repository
public class PlanRows {
    private static final double NANOS = 1e9;

    private static final String ADD =
            """
            insert into plans (id, at, regions, placed, waiting, stale, fast_placed, fast_points, fast_seconds, searched,
                solver_placed, points, gain, solver_seconds, explanation_seconds, bids, awarded, transfers)
            values (:id, :at, :regions, :placed, :waiting, :stale, :fastPlaced, :fastPoints, :fastSeconds, :searched,
                :solverPlaced, :points, :gain, :solverSeconds, :explanationSeconds, :bids, :awarded, :transfers)\
            """;

    private static final String LIST =
            """
            select * from plans where :before::uuid is null or id < :before order by id desc limit :limit\
            """;

    private static final String DELETE =
            """
            delete from plans where id in (select id from plans where at < :before order by at limit :most)\
            """;

    private final JdbcClient jdbc;
    private final AwardRows awards;

    PlanRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
        awards = new AwardRows(jdbc);
    }

    /// With all of its awards, in two statements.
    public void add(PlanRecord plan) {
        PlanFigures figures = plan.figures();
        Bidding bidding = figures.bidding();
        jdbc.sql(ADD)
                .param("id", plan.id())
                .param("at", utc(plan.at()))
                .param("regions", bidding.regions())
                .param("placed", plan.placed())
                .param("waiting", plan.waiting())
                .param("stale", plan.stale())
                .param("fastPlaced", figures.fastScore().placed())
                .param("fastPoints", figures.fastScore().points())
                .param("fastSeconds", figures.fastPath().toNanos() / NANOS)
                .param("searched", figures.solved())
                .param("solverPlaced", figures.placedBySolver())
                .param("points", figures.score().points())
                .param("gain", figures.solverGain())
                .param("solverSeconds", figures.solver().toNanos() / NANOS)
                .param("explanationSeconds", figures.explanation().toNanos() / NANOS)
                .param("bids", bidding.bids())
                .param("awarded", bidding.awarded())
                .param("transfers", bidding.transfers())
                .update();
        if (!bidding.awards().isEmpty()) {
            awards.add(plan.id(), bidding.awards());
        }
    }

    /// Newest first, without awards.
    public List<PlanRecord> list(@Nullable UUID before, int limit) {
        return jdbc.sql(LIST)
                .param("before", before)
                .param("limit", limit)
                .query((row, _) -> plan(row, List.of()))
                .list();
    }

    public Optional<PlanRecord> find(UUID id, VisibleProjects visible) {
        return jdbc.sql("select * from plans where id = :id")
                .param("id", id)
                .query((row, _) -> plan(row, awards.of(id, visible)))
                .optional();
    }

    /// @return how many were deleted
    public int deleteBefore(Instant before, int most) {
        return jdbc.sql(DELETE).param("before", utc(before)).param("most", most).update();
    }

    private static PlanRecord plan(ResultSet row, List<Award> awards) throws SQLException {
        int byFastPath = row.getInt("fast_placed");
        int bySolver = row.getInt("solver_placed");
        return new PlanRecord(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getInt("placed"),
                row.getInt("stale"),
                row.getInt("waiting"),
                new PlanFigures(
                        duration(row, "fast_seconds"),
                        duration(row, "solver_seconds"),
                        duration(row, "explanation_seconds"),
                        row.getInt("searched"),
                        row.getDouble("gain"),
                        bySolver,
                        new PlanScore(byFastPath, row.getDouble("fast_points")),
                        new PlanScore(byFastPath + bySolver, row.getDouble("points")),
                        new Bidding(
                                row.getInt("regions"),
                                row.getInt("bids"),
                                row.getInt("awarded"),
                                row.getInt("transfers"),
                                awards)));
    }

    private static Duration duration(ResultSet row, String column) throws SQLException {
        return Duration.ofNanos(Math.round(row.getDouble(column) * NANOS));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
