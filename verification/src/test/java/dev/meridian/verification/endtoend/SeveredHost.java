package dev.meridian.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/// A host behind a cable of its own: the kernel loses its packets, as a broken network does. What
/// the copies write into a file that all hosts here see tells which of them lived when.
final class SeveredHost implements AutoCloseable {
    private static final String DRIVER = "process";

    private final Fleet fleet;
    private final NetworkNamespace cable;
    private final Path diary;
    private final AgentPlan far;
    private final AgentPlan near = Fleet.troubled("near", DRIVER);

    /// @throws IOException says what this machine lacks for it
    SeveredHost(Fleet fleet) throws IOException {
        this.fleet = fleet;
        cable = NetworkNamespace.open();
        diary = Files.createTempFile("partition", ".txt");
        far = Fleet.troubled("far", DRIVER).through(cable);
    }

    /// It, and another one that can do its work.
    List<AgentPlan> hosts() {
        return List.of(far, near);
    }

    /// First nothing reaches it any more, then nothing goes in or out.
    void story() {
        try {
            String job = live();
            cable.deafen();
            awaitCopy(job, 2);
            cable.mend();
            moved(job);

            job = live();
            cable.cut();
            awaitCopy(job, 2);
            cable.mend();
            moved(job);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String live() {
        String job = fleet.begunOn(far, this::submit);
        awaitCopy(job, 1);
        return job;
    }

    private String submit() {
        try {
            Files.writeString(diary, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fleet.stage()
                .submitBy(
                        DRIVER,
                        """
                        constraints: [{label: role, operator: in, value: [far, near]}]
                        affinities: [{label: role, operator: "=", value: far, weight: 100}]\
                        """,
                        "while :; do echo $MERIDIAN_EPOCH >>" + diary + "; sleep 0.2; done",
                        "disconnect: {policy: fence, lostAfter: 8s}");
    }

    private void moved(String job) throws IOException {
        fleet.awaitState(far, "READY");
        JsonNode allocation = fleet.stage().onlyAllocation(job);
        List<JsonNode> attempts = allocation.path("attempts").valueStream().toList();
        assertThat(attempts).as(allocation.toString()).hasSize(2);
        assertThat(attempts.getFirst().path("nodeName").asString()).isEqualTo(far.name());
        assertThat(attempts.getFirst().path("state").asString()).isIn("LOST", "FENCED");
        assertThat(allocation.path("retries").asInt(-1)).as("retries spent").isZero();
        fleet.stage().client().cancel(job, "seen");
        fleet.stage().awaitEnd(job);
        assertThat(Files.readAllLines(diary)).as("no old copy after a new one").isSorted();
    }

    private void awaitCopy(String job, int epoch) {
        try {
            fleet.patiently().until(() -> Files.readAllLines(diary).contains("" + epoch));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "copy " + epoch + " never spoke: " + fleet.stage().onlyAllocation(job), e);
        }
    }

    @Override
    public void close() throws IOException {
        cable.close();
        Files.delete(diary);
    }
}
