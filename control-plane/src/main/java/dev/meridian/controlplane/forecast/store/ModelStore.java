package dev.meridian.controlplane.forecast.store;

import dev.meridian.controlplane.forecast.model.Provenance;
import dev.meridian.controlplane.forecast.model.ResourceKind;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.view.Kinds;
import dev.meridian.controlplane.forecast.model.view.ModelLine;
import dev.meridian.controlplane.forecast.model.view.ModelState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The registry of learned models.
@Repository
public class ModelStore {
    private static final String LINE =
            """
            select id, kind, state, learner, trained_at, from_at, until_at, rows, features, settings, mase, rival_mase,
                naive_mase, coverage, verdict, state_since, promoted_at from forecast_models\
            """;

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;

    ModelStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Newest first.
    public List<ModelLine> all() {
        return jdbc.sql(LINE + " order by id desc").query((row, _) -> line(row)).list();
    }

    public Optional<ModelLine> find(long id) {
        return jdbc.sql(LINE + " where id = :id")
                .param("id", id)
                .query((row, _) -> line(row))
                .optional();
    }

    /// What is heard now, by kind.
    public Map<ResourceKind, Long> champions() {
        Map<ResourceKind, Long> champions = new HashMap<>();
        jdbc.sql("select id, kind from forecast_models where state = 'champion'")
                .query(row -> {
                    long id = row.getLong("id");
                    Kinds.of(row.getString("kind")).ifPresent(kind -> champions.put(kind, id));
                });
        return champions;
    }

    public byte[] bytes(long id) {
        return jdbc.sql("select bytes from forecast_models where id = :id")
                .param("id", id)
                .query(byte[].class)
                .single();
    }

    /// A new one, in a state of its own; see [#move] for how it becomes champion.
    public long add(ModelLine model, byte[] bytes) {
        Provenance provenance = model.provenance();
        Training training = provenance.training();
        return jdbc.sql(
                        """
                        insert into forecast_models (kind, state, learner, trained_at, from_at, until_at, rows, features,
                            settings, mase, rival_mase, naive_mase, coverage, verdict, state_since, bytes)
                        values (:kind, :state, :learner, :trained, :from, :until, :rows, cast(:features as text[]),
                            cast(:settings as jsonb), :mase, :rival, :naive, :coverage, :verdict, :since, :bytes)
                        returning id\
                        """)
                .param("kind", Kinds.word(model.kind()))
                .param("state", model.state().word())
                .param("learner", provenance.learner())
                .param("trained", utc(training.at()))
                .param("from", utc(training.from()))
                .param("until", utc(training.until()))
                .param("rows", provenance.rows())
                .param("features", provenance.features().toArray(String[]::new))
                .param("settings", JSON.writeValueAsString(provenance.settings()))
                .param("mase", model.mase())
                .param("rival", model.rivalMase())
                .param("naive", model.naiveMase())
                .param("coverage", model.coverage())
                .param("verdict", model.verdict())
                .param("since", utc(model.stateSince()))
                .param("bytes", bytes)
                .query(Long.class)
                .single();
    }

    public void move(long id, ModelState state, String verdict, Instant now) {
        jdbc.sql(
                        """
                        update forecast_models set state = :state, verdict = :verdict, state_since = :now
                        where id = :id and state <> :state\
                        """)
                .param("id", id)
                .param("state", state.word())
                .param("verdict", verdict)
                .param("now", utc(now))
                .update();
    }

    /// Puts a model in the place of its kind's champion, who retires.
    ///
    /// @param id null: experts alone
    @Transactional
    public void crown(
            ResourceKind kind, @Nullable Long id, String verdict, String farewell, Instant now) {
        // one after another, so that two who crown at once do not both find the throne empty
        jdbc.sql("select id from forecast_models where kind = :kind order by id for update")
                .param("kind", Kinds.word(kind))
                .query(Long.class)
                .list();
        jdbc.sql(
                        """
                        update forecast_models set state = 'retired', verdict = :farewell, state_since = :now
                        where kind = :kind and state = 'champion' and id is distinct from cast(:id as bigint)\
                        """)
                .param("kind", Kinds.word(kind))
                .param("id", id)
                .param("farewell", farewell)
                .param("now", utc(now))
                .update();
        if (id != null) {
            jdbc.sql(
                            """
                            update forecast_models set state = 'champion', verdict = :verdict, state_since = :now,
                                promoted_at = :now where id = :id and state <> 'champion'\
                            """)
                    .param("id", id)
                    .param("verdict", verdict)
                    .param("now", utc(now))
                    .update();
        }
    }

    /// Those that never were champion and are older: their bytes serve nobody any more.
    public void forgetBefore(Instant moment) {
        jdbc.sql(
                        """
                        delete from forecast_models where trained_at < :moment and promoted_at is null
                            and state in ('challenger', 'retired')\
                        """)
                .param("moment", utc(moment))
                .update();
    }

    private static ModelLine line(ResultSet row) throws SQLException {
        ResourceKind kind = Kinds.of(row.getString("kind")).orElseThrow();
        return new ModelLine(
                row.getLong("id"),
                kind,
                ModelState.of(row.getString("state")),
                new Provenance(
                        row.getString("learner"),
                        new Training(
                                row.getString("kind"),
                                moment(row, "trained_at"),
                                moment(row, "from_at"),
                                moment(row, "until_at")),
                        row.getInt("rows"),
                        List.of((String[]) row.getArray("features").getArray()),
                        settings(row.getString("settings"))),
                row.getDouble("mase"),
                row.getDouble("rival_mase"),
                row.getDouble("naive_mase"),
                row.getDouble("coverage"),
                row.getString("verdict"),
                moment(row, "state_since"),
                row.getObject("promoted_at") == null ? null : moment(row, "promoted_at"));
    }

    private static Map<String, String> settings(String json) {
        Map<String, String> settings = new HashMap<>();
        JSON.readTree(json)
                .properties()
                .forEach(each -> settings.put(each.getKey(), each.getValue().asString()));
        return settings;
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
