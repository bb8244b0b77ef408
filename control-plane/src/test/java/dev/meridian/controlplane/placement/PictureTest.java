package dev.meridian.controlplane.placement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.LeaseLoop;
import dev.meridian.controlplane.dispatch.SchedulingLoop;
import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.AdminOrder;
import dev.meridian.controlplane.fleet.model.DrainOrder;
import dev.meridian.controlplane.fleet.model.NodeCapacity;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeRegistration;
import dev.meridian.controlplane.fleet.model.PlaceClaim;
import dev.meridian.controlplane.fleet.model.PlaceInFleet;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.jobs.JobSpecReader;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.PlacedWork;
import dev.meridian.controlplane.jobs.SpecFormat;
import dev.meridian.controlplane.jobs.SpecReading;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FailedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.Report;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StartedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.StoppedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.SucceededReported;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.JobOrder;
import dev.meridian.controlplane.jobs.model.Loss;
import dev.meridian.controlplane.jobs.model.NewJob;
import dev.meridian.controlplane.jobs.model.Observation;
import dev.meridian.controlplane.jobs.model.PlacedAllocation;
import dev.meridian.controlplane.jobs.model.Submission;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.Replica;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Two control planes on one database, whose services do whatever comes to their minds: what each
/// keeps in memory is at all times what the database says.
@MeridianTest
@TestPropertySource(properties = "meridian.loops.enabled=false")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PictureTest {
    private static final int KINDS = 12;
    private static final List<String> SPECS =
            List.of(
                    "{name: one, taskGroups: [{resources: {cpu: 1}, task: {command: [x]}}]}",
                    "{name: many, taskGroups: [{array: {size: 6, maxRunning: 2}, task: {command: [x]}}]}",
                    "{name: serves, type: service, taskGroups: [{count: 2, task: {command: [x]}}]}",
                    "{name: gang, taskGroups: [{count: 3, minCount: 3, task: {command: [x]}}]}",
                    "{name: after, taskGroups: [{name: a, task: {command: [x]}},"
                            + " {name: b, dependsOn: [a], task: {command: [x]}}]}",
                    "{name: again, retry: {max: 3, backoff: 1s}, taskGroups: [{task: {command: [x]}}]}");

    @Autowired private ApplicationContext here;
    @Autowired private Picture picture;
    @Autowired private JdbcClient jdbc;
    @Autowired private PlatformTransactionManager transactions;
    @Autowired private MeterRegistry meters;
    private ConfigurableApplicationContext there;
    private final List<NodeId> nodes = new ArrayList<>();
    private final List<JobId> jobs = new ArrayList<>();

    @BeforeAll
    void start(@Autowired Environment environment, @TempDir Path home) {
        there = Replica.beside(environment, home);
        for (int i = 0; i < 5; i++) {
            nodes.add(node(here, "picture-" + i % 2, "p" + i));
        }
    }

    @AfterAll
    void stop() {
        there.close();
    }

    @Test
    void memoryIsWhatTheDatabaseSays() {
        Random random = new Random(11);
        for (int step = 0; step < 120; step++) {
            act(random.nextBoolean() ? here : there, random, KINDS);
            if (random.nextBoolean()) {
                picture.at(Instant.now());
            }
            if (step % 4 == 0) {
                assertBoth("step " + step);
            }
        }
        assertBoth("the end");
        assertThat(
                        jdbc.sql("select count(*) from events where kind = 'PLACED'")
                                .query(Long.class)
                                .single())
                .isGreaterThan(20);
    }

    @Test
    void writersAtTheSameTimeAreSeen() throws Exception {
        try (var threads = Executors.newFixedThreadPool(5)) {
            List<Callable<Void>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                Random random = new Random(100 + writer);
                ApplicationContext plane = writer % 2 == 0 ? here : there;
                writers.add(() -> {
                    for (int i = 0; i < 25; i++) {
                        // two edits of one node at once are refused, which is another test's matter
                        act(plane, random, KINDS - 2);
                    }
                    return null;
                });
            }
            writers.add(() -> {
                for (int i = 0; i < 50; i++) {
                    picture.at(Instant.now());
                }
                return null;
            });
            for (Future<Void> writer : threads.invokeAll(writers)) {
                writer.get();
            }
        }
        assertBoth("after all have written");
    }

    /// Whoever began earlier and ends later is not missed by one who has looked in between.
    @Test
    void whatIsCommittedLateIsSeen() {
        JobId early = submit(here, "{name: early, taskGroups: [{task: {command: [x]}}]}");
        picture.at(Instant.now());
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> {
                    jdbc.sql("update jobs set suspended = true where id = ?")
                            .param(early.value())
                            .update();
                    submit(there, "{name: later, taskGroups: [{task: {command: [x]}}]}");
                    assertThat(waits(early)).as("not before it is durable").isTrue();
                });
        assertThat(waits(early)).isFalse();
        assertBoth("late");
    }

    @Test
    void whatIsTakenBackWasNeverSeen() {
        JobId job = submit(here, "{name: back, taskGroups: [{task: {command: [x]}}]}");
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> {
                    jdbc.sql("update jobs set suspended = true where id = ?")
                            .param(job.value())
                            .update();
                    assertThat(waits(job)).isTrue();
                    status.setRollbackOnly();
                });
        assertThat(waits(job)).isTrue();
        assertBoth("taken back");
    }

    @Test
    void whatVanishesIsGone() {
        JobId job = submit(here, "{name: gone, taskGroups: [{task: {command: [x]}}]}");
        assertThat(waits(job)).isTrue();
        jdbc.sql("delete from jobs where id = ?").param(job.value()).update();
        assertThat(waits(job)).isFalse();
        assertBoth("vanished");
    }

    /// What no trigger has seen, as after a restored backup, is found by the check.
    @Test
    void aMismatchIsToldAndMended() {
        JobId job = submit(here, "{name: unseen, taskGroups: [{task: {command: [x]}}]}");
        assertThat(waits(job)).isTrue();
        double before = meters.counter("meridian_picture_mismatches").count();
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> {
                    jdbc.sql("set local session_replication_role = replica").update();
                    jdbc.sql("update jobs set suspended = true where id = ?")
                            .param(job.value())
                            .update();
                });
        assertThat(waits(job)).as("nobody told").isTrue();
        assertThat(picture.check(Instant.now())).isNotEmpty();
        assertThat(waits(job)).isFalse();
        assertThat(meters.counter("meridian_picture_mismatches").count()).isEqualTo(before + 1);
    }

    private boolean waits(JobId job) {
        return picture.at(Instant.now()).groups().stream().anyMatch(g -> g.job().equals(job));
    }

    private void assertBoth(String when) {
        assertThat(picture.check(Instant.now())).as("here, %s", when).isEmpty();
        assertThat(there.getBean(Picture.class).check(Instant.now()))
                .as("there, %s", when)
                .isEmpty();
    }

    private void act(ApplicationContext plane, Random random, int kinds) {
        Jobs work = plane.getBean(Jobs.class);
        Instant now = Instant.now();
        switch (random.nextInt(kinds)) {
            case 0, 1, 2 -> submit(plane, SPECS.get(random.nextInt(SPECS.size())));
            case 3, 4 -> plane.getBean(SchedulingLoop.class).runOnce(now);
            case 5, 6, 7, 8 -> report(plane, random, now);
            case 9 -> order(work, random);
            case 10 -> administer(plane, random, now);
            case 11 -> {
                held(plane, random)
                        .forEach(one ->
                                work.lose(
                                        List.of(
                                                new Loss(
                                                        one.allocation(),
                                                        one.epoch(),
                                                        "the test says so")),
                                        now));
                plane.getBean(LeaseLoop.class).runOnce(now);
            }
        }
    }

    private static void report(ApplicationContext plane, Random random, Instant now) {
        held(plane, random)
                .forEach(one -> {
                    Report report =
                            one.stop() != null || one.departing()
                                    ? new StoppedReported(one.epoch(), 143, now)
                                    : switch (random.nextInt(4)) {
                                        case 0, 1 -> new StartedReported(one.epoch(), now);
                                        case 2 -> new SucceededReported(one.epoch(), 0, now);
                                        default ->
                                                new FailedReported(
                                                        one.epoch(), "EXIT_CODE", 1, "", now);
                                    };
                    plane.getBean(Jobs.class)
                            .observe(
                                    List.of(new Observation(one.allocation(), one.node(), report)),
                                    now);
                });
    }

    private static List<PlacedAllocation> held(ApplicationContext plane, Random random) {
        return plane.getBean(PlacedWork.class).placed().stream()
                .filter(_ -> random.nextInt(3) == 0)
                .limit(4)
                .toList();
    }

    private void order(Jobs work, Random random) {
        List<JobId> known;
        synchronized (jobs) {
            known = List.copyOf(jobs);
        }
        if (!known.isEmpty()) {
            JobOrder[] orders = JobOrder.values();
            work.order(
                    orders[random.nextInt(orders.length)],
                    known.get(random.nextInt(known.size())),
                    "the test says so");
        }
    }

    private void administer(ApplicationContext plane, Random random, Instant now) {
        Fleet fleet = plane.getBean(Fleet.class);
        NodeId node = nodes.get(random.nextInt(nodes.size()));
        switch (random.nextInt(4)) {
            case 0 -> fleet.administer(node, AdminOrder.CORDON, "the test says so", null);
            case 1 -> fleet.drain(node, new DrainOrder("", null, false), null, now);
            default -> fleet.administer(node, AdminOrder.UNCORDON, "", null);
        }
    }

    private JobId submit(ApplicationContext plane, String yaml) {
        var spec =
                (SpecReading.Accepted)
                        plane.getBean(JobSpecReader.class)
                                .read(yaml.getBytes(UTF_8), SpecFormat.YAML);
        var submitted =
                (Submission.Accepted)
                        plane.getBean(Jobs.class)
                                .submit(new NewJob(spec.spec(), "default", "ada", null));
        synchronized (jobs) {
            jobs.add(submitted.job());
        }
        return submitted.job();
    }

    private static NodeId node(ApplicationContext plane, String region, String name) {
        Instant now = Instant.now();
        Fleet fleet = plane.getBean(Fleet.class);
        NodeId id =
                fleet.enrol(new PlaceInFleet(new RegionName(region), "c1", "default"), name, now);
        fleet.register(
                new NodeRegistration(
                        id,
                        new PlaceClaim(region, "c1", "default"),
                        "boot-1",
                        "test",
                        Map.of(),
                        new NodeCapacity(
                                Millicores.ofCores(8),
                                Mebibytes.ofGibibytes(64),
                                Mebibytes.ofGibibytes(100),
                                0,
                                List.of(),
                                false),
                        Set.of("sandbox", "process"),
                        "10.0.0.1"),
                now);
        return id;
    }
}
