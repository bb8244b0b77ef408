package dev.meridian.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.journal.Journal;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.DesiredState;
import dev.meridian.agent.protocol.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever happens to the bytes of the journal, an agent that comes back finds all that runs and
/// all that ended, starts nothing twice and leaves nothing running that it does not know.
class DamagedJournalTest {
    private static final int ROUNDS = 25;

    @TempDir Path dataDir;
    private final Random random = new Random(20261121);
    private final String nap = Host.seconds();
    private final List<AllocationReport> reports = new CopyOnWriteArrayList<>();
    private byte[] whole;

    /// Of this test alone: an heir of the last one's may still sweep up what it held under that
    /// name.
    private String named(String id) {
        return id + "-" + nap;
    }

    private Supervisor agent(Journal journal) throws Exception {
        return new Supervisor(
                Host.limited(dataDir).tasks,
                journal,
                new Leases(dataDir, "boot-1", () -> {}),
                new Outputs(),
                reports::add,
                InstantSource.system(),
                () -> 1_000_000_000L);
    }

    @BeforeEach
    void threeKindsOfWork() throws Exception {
        Supervisor supervisor = agent(Journal.open(dataDir));
        supervisor.desired(desired("runs", "ends", "fails"), 1_000_000_000L);
        await().until(() -> ended("ends") && ended("fails") && Host.processes("sleep " + nap) == 1);
        await().until(() -> reports.stream().filter(r -> r.getEndedAtMillis() > 0).count() == 2);
        whole = Files.readAllBytes(dataDir.resolve("journal"));
    }

    @AfterEach
    void nothingStays() throws Exception {
        Supervisor last = agent(Journal.open(dataDir));
        last.recover();
        last.leave("the test is over", Duration.ofSeconds(5));
        assertThat(Host.processes("sleep " + nap)).isZero();
    }

    private DesiredState desired(String... ids) {
        return DesiredState.newBuilder()
                .setRevision(1)
                .addAllAssignments(Arrays.stream(ids).map(this::work).toList())
                .build();
    }

    /// Each writes a line where it begins.
    private Assignment work(String id) {
        String then =
                switch (id) {
                    case "ends" -> "exit 0";
                    case "fails" -> "exit 9";
                    default -> "exec sleep " + nap;
                };
        return Work.shell(named(id), "echo " + id + " >>" + dataDir.resolve("begun") + "; " + then)
                .build();
    }

    private boolean ended(String id) {
        return Files.exists(dataDir.resolve("allocations/" + named(id) + "/1/exit"));
    }

    private byte[] damaged(int round) {
        byte[] bytes = whole.clone();
        return switch (round % 4) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> {
                for (int i = 0; i < 1 + random.nextInt(8); i++) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                yield bytes;
            }
            case 2 -> {
                int from = random.nextInt(bytes.length);
                Arrays.fill(bytes, from, from + random.nextInt(bytes.length - from), (byte) 0);
                yield bytes;
            }
            default -> {
                byte[] noise = new byte[random.nextInt(bytes.length)];
                random.nextBytes(noise);
                int at = random.nextInt(bytes.length - noise.length);
                System.arraycopy(noise, 0, bytes, at, noise.length);
                yield bytes;
            }
        };
    }

    @Test
    void everythingIsFoundAgain() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Files.write(dataDir.resolve("journal"), damaged(round));
            reports.clear();
            try (Journal journal = Journal.open(dataDir)) {
                Supervisor heir = agent(journal);
                heir.recover();
                heir.desired(desired("runs", "ends", "fails"), 1_000_000_000L);
                assertThat(state("runs")).as("round %d", round).isEqualTo(TaskState.RUNNING);
                assertThat(state("ends")).isEqualTo(TaskState.SUCCEEDED);
                assertThat(state("fails")).isEqualTo(TaskState.FAILED);
                assertThat(last("fails").getExitCode()).isEqualTo(9);
                assertThat(heir.held()).hasSize(3);
            }
            try (Journal journal = Journal.open(dataDir)) { // and it is whole again
                assertThat(journal.entries()).hasSize(3);
            }
        }
        assertThat(Files.readAllLines(dataDir.resolve("begun"))).hasSize(3);
        assertThat(Host.processes("sleep " + nap)).isOne();
    }

    private AllocationReport last(String id) {
        return reports.stream()
                .filter(report -> report.getAllocationId().equals(named(id)))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private TaskState state(String id) {
        return last(id).getState();
    }

    @Test
    void whatCannotBeIdentifiedIsEndedAndTold() throws Exception {
        Files.write(dataDir.resolve("journal"), new byte[0]);
        for (String id : List.of("runs", "ends")) {
            Path kept = dataDir.resolve("allocations/" + named(id) + "/1/assignment");
            Files.write(kept, new byte[] {1, 2});
        }
        reports.clear();
        try (Journal journal = Journal.open(dataDir)) {
            agent(journal).recover();
        }
        assertThat(Host.processes("sleep " + nap)).isZero();
        // the first agent, which lives on in this JVM, tells that it was killed
        assertThat(reports)
                .filteredOn(report -> report.getAllocationId().equals(named("runs")))
                .extracting(AllocationReport::getReason)
                .contains(Verdict.AGENT_LOST);
        assertThat(state("ends")).isEqualTo(TaskState.SUCCEEDED);
    }
}
