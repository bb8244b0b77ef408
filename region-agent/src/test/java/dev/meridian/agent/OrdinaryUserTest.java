package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.TaskState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent of an ordinary user, who may write no control groups and may or may not make
/// namespaces.
class OrdinaryUserTest {
    private static final String OFF = "the sandbox driver is off";

    @TempDir Path place;
    private OrdinaryUser user;
    private TestControlPlane plane;

    @BeforeEach
    void start() throws Exception {
        user = new OrdinaryUser(place);
        assumeTrue(user.runs("java", "-version"), "an ordinary user may not run this JDK");
        plane = new TestControlPlane();
    }

    @AfterEach
    void stop() throws Exception {
        plane.close();
    }

    @Test
    void everyDriverThatItOffersRunsStopsAndEndsWork() throws Exception {
        boolean namespaces = user.runs("bwrap", "--unshare-user", "--ro-bind", "/", "/", "true");
        try (OrdinaryUser.Running agent = user.agent(plane, List.of())) {
            await().until(() -> plane.hellos.size() == 1);
            List<String> drivers = plane.hellos.getFirst().getDriversList();
            assertThat(drivers).contains("process");
            assertThat(drivers.contains("sandbox")).isEqualTo(namespaces);
            assertThat(agent.said().lines().filter(line -> line.contains(OFF)))
                    .hasSize(namespaces ? 0 : 1);
            for (String driver : drivers) {
                endsWithItsCode(driver);
                isStoppedWithItsWholeTree(driver);
                isEndedWhenItTakesTooMuchMemory(driver);
            }
        }
    }

    /// The host forbids what the kernel could do: a namespace whose own limit of namespaces is 0.
    @Test
    void aDriverThatCannotWorkHereIsNotOffered() throws Exception {
        List<String> forbidden =
                List.of(
                        "unshare",
                        "--user",
                        "--map-root-user",
                        "sh",
                        "-c",
                        "echo 0 >/proc/sys/user/max_user_namespaces && exec \"$0\" \"$@\"");
        List<String> trial = new ArrayList<>(forbidden);
        trial.add("true");
        assumeTrue(user.runs(trial.toArray(String[]::new)), "needs a namespace to forbid others");
        try (OrdinaryUser.Running agent = user.agent(plane, forbidden)) {
            await().until(() -> plane.hellos.size() == 1);
            assertThat(plane.hellos.getFirst().getDriversList()).containsExactly("process");
            assertThat(agent.said().lines().filter(line -> line.contains(OFF))).hasSize(1);
            plane.assign(shell("sandbox", "refused", "true").build());
            assertThat(endOf("refused").getDetail()).contains("does not offer", "sandbox");
        }
    }

    private void endsWithItsCode(String driver) {
        String id = driver + "-code";
        plane.assign(shell(driver, id, "id -u; exit 5").build());
        assertThat(endOf(id).getExitCode()).isEqualTo(5);
        assertThat(plane.log(id, "stdout")).isEqualTo(user.uid() + "\n");
    }

    private void isStoppedWithItsWholeTree(String driver) throws Exception {
        String id = driver + "-tree";
        String nap = "sleep " + (100_000 + Math.floorMod(System.nanoTime(), 800_000));
        Assignment work =
                shell(
                                driver,
                                id,
                                "trap '' TERM; (trap '' TERM; setsid %s & %s) & echo up; %s; %s"
                                        .formatted(nap, nap, nap, nap))
                        .setGraceMillis(300)
                        .build();
        plane.assign(work);
        await().until(() -> OrdinaryUser.processes(nap) == 3);
        plane.withdraw(work);
        assertThat(endOf(id).getState()).isEqualTo(TaskState.STOPPED);
        assertThat(OrdinaryUser.processes(nap)).isZero();
    }

    private void isEndedWhenItTakesTooMuchMemory(String driver) {
        String id = driver + "-memory";
        plane.assign(shell(driver, id, "exec tail /dev/zero").build());
        assertThat(endOf(id).getReason()).isEqualTo("OOM");
    }

    private AllocationReport endOf(String id) {
        await().until(() -> plane.end(id) != null);
        return Objects.requireNonNull(plane.end(id));
    }

    private static Assignment.Builder shell(String driver, String id, String script) {
        return Assignment.newBuilder()
                .setAllocationId(id)
                .setEpoch(1)
                .setDriver(driver)
                .addAllCommand(List.of("sh", "-c", script))
                .setCpuMillis(1000)
                .setMemoryMib(64)
                .setGraceMillis(500)
                .setNetwork("host");
    }
}
