package dev.meridian.controlplane.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.swarm.agent.Figures;
import dev.meridian.swarm.agent.Host;
import dev.meridian.swarm.agent.SimulatedAgent;
import dev.meridian.swarm.agent.Surroundings;
import dev.meridian.swarm.link.Enrolment;
import dev.meridian.swarm.link.Identity;
import dev.meridian.swarm.link.Plane;
import dev.meridian.swarm.script.Script;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// All agents come back at once while one greeting takes long: whoever holds work is greeted before
/// whoever holds none, however long that takes no lease lapses, and nobody is lost.
@MeridianTest
@Import(Door.class)
@TestPropertySource(
        properties = {
            "meridian.agents.greetings=1",
            "meridian.agents.waiting-room=3",
            "meridian.agents.longest-put-off=1s",
            "meridian.agents.heartbeat=300ms",
            // whose row is held falls silent; nobody is to wait for it
            "meridian.silence.suspect-after=60s",
            "meridian.silence.start-grace=1s"
        })
class ReconnectStormTest {
    private static final int WORKING = 6;
    private static final int IDLE = 12;
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration SLOW_IS_AWAY = Duration.ofSeconds(4);

    @Autowired private Door door;
    @Autowired private Api api;
    @Autowired private JdbcClient jdbc;
    @Autowired private DataSource database;
    @Autowired private MeterRegistry meters;

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private List<Storming> all = List.of();

    /// @param figures its own
    private record Storming(SimulatedAgent agent, String node, Figures figures) {}

    @AfterEach
    void agentsLeave() {
        timer.shutdownNow();
        all.forEach(one -> one.agent().close());
    }

    @Test
    void workGoesFirstAndNothingLapses() throws SQLException {
        List<Storming> working = join("working", WORKING);
        submit();
        await().until(() -> working.stream().allMatch(one -> started(one) == 1));
        List<Storming> idle = join("idle", IDLE);
        Storming slow = join("slow", 1).getFirst();
        all = Stream.of(working, idle, List.of(slow)).flatMap(List::stream).toList();

        slow.agent().cut(SLOW_IS_AWAY.toMillis());
        await().until(this::itIsAway);
        try (Connection lock = database.getConnection()) {
            lock.setAutoCommit(false);
            hold(lock, slow);
            await().until(this::itsGreetingIsBlocked);
            idle.forEach(one -> one.agent().cut(0));
            await().until(() -> waiting("meridian.agent.waiting") == 3 && putOff() >= IDLE - 3);
            working.forEach(one -> one.agent().cut(0));
            await().until(() -> waiting("meridian.agent.waiting.with.work") == WORKING);

            await().during(LEASE.plusSeconds(1)).atMost(LEASE.multipliedBy(3)).until(this::allHold);
            assertThat(waiting("meridian.agent.waiting.with.work")).isEqualTo(WORKING);
            lock.rollback();
        }

        await().until(() -> all.stream().allMatch(one -> one.figures().totals().connected() == 1));
        long lastWorking = working.stream().mapToLong(ReconnectStormTest::away).max().orElseThrow();
        long firstIdle = idle.stream().mapToLong(ReconnectStormTest::away).min().orElseThrow();
        // the idle were cut before those with work
        assertThat(firstIdle).as("microseconds away").isGreaterThan(lastWorking);
        assertThat(all).allSatisfy(one -> assertThat(one.figures().totals().fenced()).isZero());
        assertThat(meters.counter("meridian.leases.lost").count()).isZero();
        assertThat(meters.counter("meridian.nodes.silent", "became", "lost").count()).isZero();
    }

    private List<Storming> join(String name, int count) {
        Plane plane = new Plane("127.0.0.1", door.port());
        String token = door.token("storm");
        List<Storming> joined =
                IntStream.range(0, count)
                        .mapToObj(i -> {
                            Identity identity;
                            try (var enrolment = new Enrolment(plane, token)) {
                                identity = enrolment.join(door.token("storm"), name + i);
                            }
                            var figures = new Figures();
                            var agent =
                                    new SimulatedAgent(
                                            new Surroundings(
                                                    plane,
                                                    timer,
                                                    timer,
                                                    Script.parse("tasks: [{runTime: {median: 1h}}]")
                                                            ::play,
                                                    figures),
                                            identity,
                                            new Host(
                                                    name + i, "storm", "c1", 4_000, 8_192, 0, "",
                                                    0),
                                            new SplittableRandom(i));
                            agent.connect();
                            return new Storming(agent, name + i, figures);
                        })
                        .toList();
        joined.forEach(one -> one.agent().welcome().join());
        return joined;
    }

    /// One copy for each host that is there.
    private void submit() {
        var submitted =
                api.postYaml(
                        "/api/v1/jobs",
                        """
                        name: runs
                        disconnect: {policy: fence, lostAfter: %ds}
                        taskGroups:
                        - count: %d
                          resources: {cpu: 4, memory: 64Mi}
                          task: {driver: process, command: [serve]}
                        """
                                .formatted(LEASE.toSeconds(), WORKING));
        assertThat(submitted.status()).as(submitted.text()).isEqualTo(201);
    }

    /// Nobody can be greeted who is behind this one.
    private static void hold(Connection lock, Storming slow) throws SQLException {
        try (var patience = lock.createStatement();
                var statement =
                        lock.prepareStatement(
                                """
                                select 1 from node_health h join nodes n on n.id = h.node_id
                                where n.name = ? for update of h\
                                """)) {
            patience.execute("set local idle_in_transaction_session_timeout = 0");
            statement.setString(1, slow.node());
            assertThat(statement.executeQuery().next()).isTrue();
        }
    }

    private boolean itIsAway() {
        return count(
                        """
                        select count(*) from node_health h join nodes n on n.id = h.node_id
                        where n.name like 'slow%' and h.connected_since is null\
                        """)
                == 1;
    }

    private boolean itsGreetingIsBlocked() {
        return count("select count(distinct pid) from pg_locks where not granted") == 1;
    }

    /// Every lease runs, and whoever stands at the door or comes back to it was heard lately.
    private boolean allHold() {
        return count("select count(*) from leases where expires_at > now()") == WORKING
                && count(
                                """
                                select count(*) from node_health h join nodes n on n.id = h.node_id
                                where n.name not like 'slow%' and h.last_heard_at < now() - interval '3 seconds'\
                                """)
                        == 0;
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private int waiting(String gauge) {
        return (int) meters.get(gauge).gauge().value();
    }

    private double putOff() {
        return meters
                .find("meridian.agent.admissions")
                .tags("outcome", "put-off")
                .counters()
                .stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static long started(Storming one) {
        return one.figures().totals().started();
    }

    /// From the cut to the welcome, in microseconds.
    private static long away(Storming one) {
        return one.figures().returnMicros().getMaxValue();
    }
}
