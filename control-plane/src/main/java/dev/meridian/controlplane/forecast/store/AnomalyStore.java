package dev.meridian.controlplane.forecast.store;

import dev.meridian.controlplane.forecast.model.anomaly.Anomaly;
import dev.meridian.controlplane.forecast.model.anomaly.AnomalyFilter;
import dev.meridian.controlplane.forecast.model.anomaly.Band;
import dev.meridian.controlplane.forecast.model.anomaly.SubjectKey;
import dev.meridian.controlplane.forecast.model.anomaly.Watched.Metric;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `anomalies`: opened once, made longer, ended once.
@Repository
public class AnomalyStore {
    private static final String LIST =
            """
            select * from anomalies
             where (:before::uuid is null or id < :before)
               and (:open::boolean is null or (ended_at is null) = :open)
               and (:type::text is null or subject_type = :type)
               and (:subject::text is null or subject = :subject)
               and (:metric::text is null or metric = :metric)
               and (:everything or project is null or project = any (:projects))
             order by id desc limit :limit\
            """;

    private static final String OPEN =
            """
            insert into anomalies (id, subject_type, subject, subject_name, project, metric, device, since, until, score,
                observed, band_low, expected, band_high)
            values (:id, :type, :subject, :name, :project, :metric, :device, :since, :until, :score, :observed, :low,
                :expected, :high)
            on conflict (subject_type, subject, metric, device) where ended_at is null do nothing\
            """;

    private static final String WIDEN =
            """
            update anomalies set until = :until, readings = :readings, score = :score, observed = :observed,
                band_low = :low, expected = :expected, band_high = :high
             where id = :id and ended_at is null\
            """;

    private final JdbcClient jdbc;

    AnomalyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Newest first.
    ///
    /// @param before the last one of the page before; null: from the start
    public List<Anomaly> list(AnomalyFilter filter, @Nullable UUID before, int limit) {
        Set<String> projects =
                switch (filter.visible()) {
                    case VisibleProjects.All _ -> Set.of();
                    case VisibleProjects.Only(Set<String> names) -> names;
                };
        return jdbc.sql(LIST)
                .param("before", before)
                .param("open", filter.open())
                .param("type", filter.type())
                .param("subject", filter.subject())
                .param("metric", filter.metric())
                .param("everything", filter.visible() instanceof VisibleProjects.All)
                .param("projects", projects.toArray(String[]::new))
                .param("limit", limit)
                .query((row, _) -> anomaly(row))
                .list();
    }

    public Optional<Anomaly> find(UUID id) {
        return jdbc.sql("select * from anomalies where id = :id")
                .param("id", id)
                .query((row, _) -> anomaly(row))
                .optional();
    }

    /// All that go on.
    public List<Anomaly> open() {
        return jdbc.sql("select * from anomalies where ended_at is null order by id")
                .query((row, _) -> anomaly(row))
                .list();
    }

    /// And tells it in the history; of two replicas that found the same, one does.
    public void open(Anomaly one) {
        int made =
                worst(jdbc.sql(OPEN), one)
                        .param("type", one.subject().type())
                        .param("subject", one.subject().id())
                        .param("name", one.subject().name())
                        .param("project", one.subject().project())
                        .param("metric", one.metric().metric())
                        .param("device", one.metric().device())
                        .param("since", utc(one.since()))
                        .update();
        if (made > 0) {
            tell(one);
        }
    }

    public void widen(Anomaly one) {
        worst(jdbc.sql(WIDEN), one).param("readings", one.readings()).update();
    }

    public void end(UUID id, Instant at) {
        jdbc.sql(
                        """
                        update anomalies set ended_at = greatest(until, :at) where id = :id and ended_at is null\
                        """)
                .param("id", id)
                .param("at", utc(at))
                .update();
    }

    /// When the quarantine of a node was last decided, or could have been.
    public Optional<Instant> decided(String node) {
        return jdbc.sql(
                        """
                        select max(ended_at) as at from approvals
                         where kind = 'node-quarantine' and subject_type = 'node' and subject = :node\
                        """)
                .param("node", node)
                .query((row, _) ->
                        Optional.ofNullable(row.getObject("at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant))
                .single();
    }

    private void tell(Anomaly one) {
        SubjectKey subject = one.subject();
        jdbc.sql(
                        """
                        insert into events (at, kind, project, node_id, sentence, data)
                        values (:at, 'ANOMALY', :project, :node, :sentence, jsonb_build_object('anomaly', :id::text))\
                        """)
                .param("at", utc(one.since()))
                .param("project", subject.project())
                .param("node", subject.isNode() ? UUID.fromString(subject.id()) : null)
                .param("sentence", subject.name() + ": " + one.sentence())
                .param("id", one.id().toString())
                .update();
    }

    private static JdbcClient.StatementSpec worst(JdbcClient.StatementSpec sql, Anomaly one) {
        return sql.param("id", one.id())
                .param("until", utc(one.until()))
                .param("score", one.score())
                .param("observed", one.observed())
                .param("low", one.band().low())
                .param("expected", one.band().expected())
                .param("high", one.band().high());
    }

    private static Anomaly anomaly(ResultSet row) throws SQLException {
        return new Anomaly(
                row.getObject("id", UUID.class),
                new SubjectKey(
                        row.getString("subject_type"),
                        row.getString("subject"),
                        row.getString("subject_name"),
                        row.getString("project")),
                new Metric(row.getString("metric"), row.getString("device")),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                row.getObject("ended_at", OffsetDateTime.class) == null
                        ? null
                        : row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                row.getDouble("score"),
                new Band(
                        row.getDouble("band_low"),
                        row.getDouble("expected"),
                        row.getDouble("band_high")),
                row.getDouble("observed"),
                row.getInt("readings"));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
