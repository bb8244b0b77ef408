package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.approvals.ApprovalQueries;
import dev.meridian.controlplane.approvals.Approvals;
import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.approvals.model.ProposalFilter;
import dev.meridian.controlplane.approvals.model.ProposalState;
import dev.meridian.controlplane.fleet.model.AdminState;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.forecast.Anomalies;
import dev.meridian.controlplane.forecast.AnomalyLoop;
import dev.meridian.controlplane.forecast.model.anomaly.Anomaly;
import dev.meridian.controlplane.forecast.model.anomaly.AnomalyFilter;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Grant;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import dev.meridian.controlplane.telemetry.PartitionUpkeep;
import dev.meridian.controlplane.telemetry.model.Shelf;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What leaves its band is written down with the evidence, and people are asked.
@Scenario
class AnomaliesTest {
    private static final Caller ADA =
            new Caller("ada", new UUID(0, 1), Set.of(new Grant(Role.OPERATOR, null)));
    private static final Duration SLOT = Duration.ofMinutes(15);
    private static final int DAYS = 6;

    private final Random random = new Random(7);

    @Autowired private Plane plane;
    @Autowired private JdbcClient jdbc;

    @BeforeEach
    void empty() {
        plane.empty();
        jdbc.sql("delete from anomalies").update();
        jdbc.sql("delete from watched_series").update();
        jdbc.sql("delete from demand_days").update();
        jdbc.sql("delete from demand_series").update();
    }

    @Test
    void aJumpOfDemandIsFlaggedOnceAndIsOverWhenItIsQuiet() {
        Instant end = slot(plane.now());
        // the last hour but one is ten times as much
        demand("eu-west/c1", end, i -> i >= DAYS * 96 - 8 && i < DAYS * 96 - 5 ? 500 : 40 + i % 3);
        look();
        look();

        Anomaly jump = only(null);
        assertThat(jump.subject().type()).isEqualTo("cluster");
        assertThat(jump.subject().id()).isEqualTo("eu-west/c1");
        assertThat(jump.metric().metric()).isEqualTo("cpu demand");
        assertThat(jump.observed()).isEqualTo(500);
        assertThat(jump.band().high()).isBetween(42.0, 499.0);
        assertThat(jump.sentence()).contains("cpu demand was 500, expected between");
        assertThat(jump.readings()).isBetween(1, 12);
        assertThat(jump.score()).isGreaterThan(3.4);
        assertThat(plane.bean(Anomalies.class).find(jump.id(), new VisibleProjects.All()))
                .isPresent();
        assertThat(list(true).size() + list(false).size()).isEqualTo(1);
        assertThat(
                        jdbc.sql(
                                        "select count(*) from events where kind = 'ANOMALY' and data ->> 'anomaly' = :id")
                                .param("id", jump.id().toString())
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void aHotAcceleratorIsProposedForQuarantineAndNothingIsDoneByItself() {
        plane.bean(PartitionUpkeep.class).runOnce(plane.now());
        jdbc.sql(
                        """
                        create table if not exists sample_rollups_202512 partition of sample_rollups
                        for values from ('2025-12-01 00:00+00') to ('2026-01-01 00:00+00')\
                        """)
                .update();
        jdbc.sql("delete from sample_rollups").update();
        NodeId hot = plane.node("eu-west", "hot");
        plane.node("eu-west", "calm");
        Instant end = slot(plane.now());
        temperatures(hot, end.minus(Duration.ofHours(24).plus(SLOT)), end.minus(SLOT), 60);
        rolledUpTo(end.minus(SLOT));
        look();
        for (int i = 0; i < 3; i++) {
            Instant slot = end.plus(SLOT.multipliedBy(i - 1));
            temperatures(hot, slot, slot.plus(SLOT), 60);
        }
        plane.pass(Duration.ofMinutes(30));
        rolledUpTo(end.plus(SLOT.multipliedBy(2)));
        look();
        assertThat(list(null)).isEmpty();

        for (int i = 2; i < 5; i++) {
            Instant slot = end.plus(SLOT.multipliedBy(i));
            temperatures(hot, slot, slot.plus(SLOT), 93);
        }
        plane.pass(Duration.ofMinutes(45));
        rolledUpTo(end.plus(SLOT.multipliedBy(5)));
        look();
        look();

        assertThat(only(true).metric().metric()).isEqualTo("gpu.temperature");
        Proposal proposal = proposal();
        assertThat(proposal.subject().name()).isEqualTo("hot");
        assertThat(proposal.wish().by()).isEqualTo("system");
        assertThat(proposal.wish().reason()).contains("gpu.temperature of gpu0 was 9");
        assertThat(proposal.wish().evidence().items().getFirst().link())
                .isEqualTo("/anomalies/" + only(true).id());
        assertThat(plane.known(hot).admin()).as("nobody has decided").isEqualTo(AdminState.OPEN);

        plane.bean(Approvals.class)
                .reject(proposal.id(), ADA, "its fan is being changed", null, plane.now());
        look();
        assertThat(proposal().state()).isEqualTo(ProposalState.REJECTED);
    }

    private interface Value {
        double at(int slot);
    }

    /// Some days of a series of a cluster, the last slot ending at `end`.
    private void demand(String owner, Instant end, Value value) {
        int id =
                jdbc.sql(
                                """
                                insert into demand_series (scope, owner, resource, measure, busy_on)
                                values ('cluster', :owner, 'cpu', 'demand', :day) returning id\
                                """)
                        .param("owner", owner)
                        .param("day", day(end))
                        .query(Integer.class)
                        .single();
        Instant first = end.minus(SLOT.multipliedBy(DAYS * 96L));
        plane.bean(PartitionUpkeep.class).make(Shelf.DEMAND, day(first), day(end));
        for (Instant day = first.truncatedTo(ChronoUnit.DAYS);
                day.isBefore(end);
                day = day.plus(Duration.ofDays(1))) {
            @Nullable Float[] means = new @Nullable Float[96];
            for (int i = 0; i < 96; i++) {
                Instant at = day.plus(SLOT.multipliedBy(i));
                int n = (int) Duration.between(first, at).dividedBy(SLOT);
                means[i] = at.isBefore(first) || !at.isBefore(end) ? null : (float) value.at(n);
            }
            jdbc.sql(
                            "insert into demand_days (day, series, means, maxima) values (:day, :id, :means, :means)")
                    .param("day", day(day))
                    .param("id", id)
                    .param("means", means)
                    .update();
        }
    }

    private void temperatures(NodeId node, Instant from, Instant to, double celsius) {
        jdbc.sql(
                        """
                        insert into sample_layouts (fingerprint, metrics, devices)
                        values ('00000000-0000-0000-0000-00000000000a', array['gpu.temperature'], array['gpu0'])
                        on conflict do nothing\
                        """)
                .update();
        for (Instant at = from; at.isBefore(to); at = at.plus(SLOT)) {
            jdbc.sql(
                            """
                            insert into sample_rollups (at, node_id, layout, samples, means, maxima)
                            select :at, :node, id, 90, array[:value::real], array[:value::real] from sample_layouts
                            where fingerprint = '00000000-0000-0000-0000-00000000000a'\
                            """)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("node", node.value())
                    .param("value", celsius + 4 * random.nextDouble())
                    .update();
        }
    }

    private void rolledUpTo(Instant at) {
        jdbc.sql("update sample_rollups_until set at = :at")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Instant slot(Instant at) {
        long seconds = SLOT.toSeconds();
        return Instant.ofEpochSecond(
                at.minus(Duration.ofMinutes(3)).getEpochSecond() / seconds * seconds);
    }

    private void look() {
        plane.bean(AnomalyLoop.class).runOnce(plane.now());
    }

    private Anomaly only(@Nullable Boolean open) {
        assertThat(list(open)).hasSize(1);
        return list(open).getFirst();
    }

    private List<Anomaly> list(@Nullable Boolean open) {
        return plane.bean(Anomalies.class)
                .list(
                        new AnomalyFilter(open, null, null, null, new VisibleProjects.All()),
                        null,
                        100);
    }

    private Proposal proposal() {
        List<Proposal> all =
                plane.bean(ApprovalQueries.class)
                        .list(
                                new ProposalFilter(
                                        null, "node-quarantine", new VisibleProjects.All()),
                                null,
                                100);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
