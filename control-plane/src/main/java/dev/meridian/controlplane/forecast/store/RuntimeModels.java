package dev.meridian.controlplane.forecast.store;

import dev.meridian.controlplane.forecast.model.runtime.Correction;
import dev.meridian.controlplane.forecast.model.runtime.LearnedCorrection;
import dev.meridian.controlplane.forecast.model.runtime.Target;
import dev.meridian.controlplane.kernel.Ids;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Learned corrections of run times and peaks of memory, as bytes.
@Repository
public class RuntimeModels {
    /// Enough to look back at and to roll back to.
    private static final int KEPT = 10;

    private final JdbcClient jdbc;
    private final Ids ids;

    RuntimeModels(JdbcClient jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /// @param model as its learner wrote it
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    public record Stored(
            UUID id,
            Instant trainedAt,
            Correction.Gate gate,
            int examples,
            double error,
            double before,
            byte[] model) {}

    public Optional<Stored> newest(Target target) {
        return jdbc.sql(
                        """
                        select * from runtime_models where target = :target order by trained_at desc limit 1\
                        """)
                .param("target", target.word())
                .query((row, _) ->
                        new Stored(
                                row.getObject("id", UUID.class),
                                row.getObject("trained_at", OffsetDateTime.class).toInstant(),
                                new Correction.Gate(
                                        row.getDouble("gate_share"),
                                        row.getDouble("gate_low"),
                                        row.getDouble("gate_high")),
                                row.getInt("examples"),
                                row.getDouble("error"),
                                row.getDouble("error_before"),
                                row.getBytes("model")))
                .optional();
    }

    /// When the newest was trained; read each minute, so without the model.
    public Optional<Instant> trainedAt(Target target) {
        return jdbc.sql(
                        """
                        select trained_at from runtime_models where target = :target order by trained_at desc limit 1\
                        """)
                .param("target", target.word())
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    public void add(Target target, LearnedCorrection learned, Instant now) {
        jdbc.sql(
                        """
                        insert into runtime_models (id, target, trained_at, examples, gate_share, gate_low, gate_high, error,
                            error_before, model)
                        values (:id, :target, :at, :examples, :share, :low, :high, :error, :before, :model)\
                        """)
                .param("id", ids.next())
                .param("target", target.word())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("examples", learned.examples())
                .param("share", learned.gate().share())
                .param("low", learned.gate().low())
                .param("high", learned.gate().high())
                .param("error", learned.error())
                .param("before", learned.before())
                .param("model", learned.learned().toBytes())
                .update();
        jdbc.sql(
                        """
                        delete from runtime_models where target = :target and trained_at < (
                            select min(trained_at) from (
                                select trained_at from runtime_models where target = :target
                                order by trained_at desc limit :kept) newest)\
                        """)
                .param("target", target.word())
                .param("kept", KEPT)
                .update();
    }
}
