package dev.meridian.controlplane.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.controlplane.ControlPlane;
import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.NodeCapacity;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeRegistration;
import dev.meridian.controlplane.fleet.model.PlaceClaim;
import dev.meridian.controlplane.fleet.model.PlaceInFleet;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.jobs.JobSpecReader;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.SpecFormat;
import dev.meridian.controlplane.jobs.SpecReading;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.NewJob;
import dev.meridian.controlplane.jobs.model.Submission;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.support.TestDatabase;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Measures the way from submission to the agent, through the services and a durable database,
/// without the wires.
///
/// `java … LatencyMain [nodes] [jobs]`
final class LatencyMain {
    private static final int IDLE_ROUNDS = 200;

    private final Jobs jobs;
    private final NewJob job;
    private final EagerAgents agents;
    private final JdbcClient jdbc;

    private LatencyMain(ConfigurableApplicationContext context) {
        jobs = context.getBean(Jobs.class);
        agents = context.getBean(EagerAgents.class);
        jdbc = context.getBean(JdbcClient.class);
        job =
                switch (context.getBean(JobSpecReader.class)
                        .read(
                                "{name: a, taskGroups: [{task: {command: [\"true\"]}}]}"
                                        .getBytes(UTF_8),
                                SpecFormat.YAML)) {
                    case SpecReading.Accepted accepted ->
                            new NewJob(accepted.spec(), "default", "main", null);
                    case SpecReading other -> throw new IllegalStateException(other.toString());
                };
    }

    static void main(String[] args) throws Exception {
        int nodes = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        int count = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
        try (ConfigurableApplicationContext context =
                new SpringApplicationBuilder(ControlPlane.class, Wiring.class)
                        .run(
                                "--meridian.home=" + Files.createTempDirectory("home"),
                                "--meridian.agents.port=0",
                                "--server.port=0",
                                "--meridian.silence.suspect-after=1h",
                                "--spring.datasource.url=" + TestDatabase.freshUrl())) {
            var main = new LatencyMain(context);
            Fleet fleet = context.getBean(Fleet.class);
            IntStream.range(0, nodes).forEach(n -> main.agents.connect(node(fleet, n)));
            IntStream.range(0, 50).forEach(_ -> main.submitAndWait());
            main.idle();
            main.burst(count);
        }
    }

    private void idle() {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < IDLE_ROUNDS; i++) {
            millis.add(submitAndWait());
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        Collections.sort(millis);
        System.out.printf(
                "idle: submission to push p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                millis.get(millis.size() / 2),
                millis.get(millis.size() * 9 / 10),
                millis.get(millis.size() * 99 / 100),
                millis.getLast());
    }

    private double submitAndWait() {
        long start = System.nanoTime();
        JobId id = submit(List.of(job)).getFirst();
        while (!agents.firstPush().containsKey(id)) {
            LockSupport.parkNanos(100_000);
        }
        return (agents.firstPush().get(id) - start) / 1e6;
    }

    private void burst(int count) {
        long start = System.nanoTime();
        submit(Collections.nCopies(count, job));
        long stored = System.nanoTime();
        while (!jdbc.sql("select not exists (select from jobs where ended_at is null)")
                .query(Boolean.class)
                .single()) {
            LockSupport.parkNanos(10_000_000);
        }
        System.out.printf(
                "burst: %d jobs stored in %.2f s, all succeeded after %.2f s%n",
                count, (stored - start) / 1e9, (System.nanoTime() - start) / 1e9);
    }

    private List<JobId> submit(List<NewJob> all) {
        return jobs.submitAll(all).stream().map(one -> ((Submission.Accepted) one).job()).toList();
    }

    private static NodeId node(Fleet fleet, int number) {
        var now = Clock.systemUTC().instant();
        var place = new PlaceInFleet(new RegionName("r" + number % 3), "c1", "default");
        NodeId id = fleet.enrol(place, "n" + number, now);
        var capacity =
                new NodeCapacity(
                        Millicores.ofCores(32),
                        Mebibytes.ofGibibytes(128),
                        Mebibytes.ofGibibytes(1000),
                        0,
                        List.of(),
                        false);
        fleet.register(
                new NodeRegistration(
                        id,
                        new PlaceClaim("", "", "default"),
                        "boot",
                        "test",
                        Map.of(),
                        capacity,
                        Set.of("sandbox"),
                        "10.0.0.1"),
                now);
        return id;
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        @Primary
        EagerAgents eagerAgents(ObjectProvider<Jobs> jobs, Clock clock) {
            return new EagerAgents(jobs, clock);
        }
    }
}
