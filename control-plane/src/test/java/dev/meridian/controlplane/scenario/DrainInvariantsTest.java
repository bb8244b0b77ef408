package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.AdminOrder;
import dev.meridian.controlplane.fleet.model.DrainOrder;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.PlacedWork;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.PlacedAllocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// Nodes of a full fleet are drained and opened at random: no node ever holds more than it has,
/// departing copies included, and a service that ran once is never without a copy that runs.
@Scenario
class DrainInvariantsTest {
    private static final int CORES = 8;

    @Autowired private Plane plane;

    @BeforeEach
    void empty() {
        plane.empty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whateverIsDrained(long seed) {
        Random random = new Random(seed);
        List<NodeId> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            nodes.add(plane.node("r" + i % 2, "n" + i));
        }
        List<JobId> jobs = new ArrayList<>();
        Set<AllocationId> served = new HashSet<>();
        Set<String> running = new HashSet<>();
        for (int step = 0; step < 40; step++) {
            if (random.nextInt(3) == 0) {
                jobs.add(plane.submit(spec(random)));
            }
            NodeId node = nodes.get(random.nextInt(nodes.size()));
            if (random.nextInt(4) == 0) {
                plane.drain(
                        node,
                        new DrainOrder(
                                "", random.nextBoolean() ? null : Duration.ofSeconds(10), false));
            } else if (random.nextBoolean()) {
                plane.bean(Fleet.class).administer(node, AdminOrder.UNCORDON, "", null);
            }
            plane.plan();
            obey(random, nodes, running);
            plane.pass(Duration.ofSeconds(2 + random.nextInt(6)));
            obey(random, nodes, running);
            check("step %d of seed %d".formatted(step, seed), jobs, served, running);
        }
        assertThat(served).as("services that were watched").isNotEmpty();
        assertThat(jobs)
                .as("something was moved")
                .anyMatch(job -> !plane.history(job, "MOVING").isEmpty());
    }

    /// Agents do what they are told, each a little later than the other.
    private void obey(Random random, List<NodeId> nodes, Set<String> running) {
        for (NodeId node : nodes) {
            for (var one : plane.told(node)) {
                var row =
                        new Plane.Row(one.job(), one.allocation(), 0, "", one.epoch(), node, null);
                String copy = one.allocation() + " " + one.epoch();
                if (random.nextInt(3) == 0) {
                    continue;
                }
                if (one.stop() != null) {
                    running.remove(copy);
                    plane.stopped(row);
                } else if (running.add(copy)) {
                    plane.runs(row);
                }
            }
        }
    }

    private void check(
            String when, List<JobId> jobs, Set<AllocationId> served, Set<String> running) {
        Map<NodeId, Long> held = new HashMap<>();
        for (PlacedAllocation one : plane.bean(PlacedWork.class).placed()) {
            held.merge(one.node(), one.cpu().value(), Long::sum);
        }
        assertThat(held.values()).as(when).allMatch(millis -> millis <= CORES * 1000L);
        for (JobId job : jobs) {
            for (Plane.Row row : plane.allocations(job)) {
                boolean serves =
                        running.stream().anyMatch(copy -> copy.startsWith(row.id().toString()));
                if (served.contains(row.id())) {
                    assertThat(serves).as("%s serves, at %s", row, when).isTrue();
                } else if (serves && plane.isService(job)) {
                    served.add(row.id());
                }
            }
        }
    }

    private static String spec(Random random) {
        return "{name: j, type: %s, taskGroups: [{resources: {cpu: %d}, task: {command: [x]}}]}"
                .formatted(random.nextInt(3) > 0 ? "service" : "batch", 1 + random.nextInt(4));
    }
}
