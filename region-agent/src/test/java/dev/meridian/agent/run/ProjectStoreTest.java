package dev.meridian.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.Checkpoint;
import dev.meridian.agent.protocol.CheckpointStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// State that moves between hosts which share nothing but their project's store.
class ProjectStoreTest {
    private static final String COUNT =
            """
            cd "$MERIDIAN_CHECKPOINT_DIR" || exit 1
            n=$(cat step 2>/dev/null || echo 0)
            echo $((n + 1)) >step.new && mv step.new step
            echo "$n ${MERIDIAN_CHECKPOINT_EPOCH:-none}"
            """;

    @TempDir Path place;

    private Assignment.Builder stored(Assignment.Builder work, int epoch) throws Exception {
        Path store = Files.createDirectories(place.resolve("store"));
        return work.setEpoch(epoch)
                .setCheckpointPath("/ckpt/deep")
                .setCheckpointKey("default/job/main/0")
                .setCheckpointStore(
                        CheckpointStore.newBuilder().setUri("file:" + store).setEveryMillis(100));
    }

    private void goesOn(Assignment.Builder work) throws Exception {
        for (int epoch = 1; epoch <= 3; epoch++) {
            Host host = Host.unlimited(place.resolve("host" + epoch));
            stored(work, epoch);
            Exit exit = host.run(work);
            assertThat(host.stderr(work)).isEmpty();
            assertThat(exit.code()).hasValue(0);
            assertThat(host.stdout(work))
                    .isEqualTo((epoch - 1) + " " + (epoch == 1 ? "none" : epoch - 1) + "\n");
            host.tasks.checkpoints().keepLast(work.build(), host.folder(work));
            host.folder(work).delete();
            assertThat(host.folder(work).root()).doesNotExist();
        }
    }

    @Test
    void eachAttemptGoesOnOnAnotherHost() throws Exception {
        goesOn(Work.shell("p", COUNT));
    }

    @Test
    void andInASandboxWhereWhatWasFetchedIsTheTasksOwn() throws Exception {
        var obstacle = SandboxCheck.obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
        goesOn(Work.sandbox("s", "sh", "-c", COUNT));
    }

    @Test
    void aSandboxedTaskSeesNothingOfTheStore() throws Exception {
        var obstacle = SandboxCheck.obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
        Assignment.Builder work =
                stored(
                        Work.sandbox(
                                "v", "sh", "-c", "ls " + place.resolve("store") + " 2>&1; true"),
                        1);
        Path other = Files.createDirectories(place.resolve("store/other"));
        Host host = Host.unlimited(place.resolve("a"));
        host.run(work);
        assertThat(host.stdout(work)).doesNotContain(other.getFileName().toString());
    }

    @Test
    void copiesAreMadeWhileItRunsAndToldOf() throws Exception {
        Host host = Host.unlimited(place.resolve("a"));
        AtomicReference<Checkpoint> told = new AtomicReference<>(Checkpoint.getDefaultInstance());
        host.tasks.checkpoints().tell((_, known) -> told.set(known));
        Assignment.Builder work =
                stored(
                        Work.shell(
                                "r",
                                "cd $MERIDIAN_CHECKPOINT_DIR; echo 1 >n.new; mv n.new n; while :; do sleep 0.05; done"),
                        1);
        Task task = host.start(work);
        host.tasks.checkpoints().keep(work.build(), host.folder(work), task.exit());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> told.get().getGeneration().equals("1-1"));
        assertThat(told.get().getFiles()).isEqualTo(1);
        assertThat(told.get().getBytes()).isEqualTo(2);
        assertThat(told.get().getProblem()).isEmpty();

        // the host is gone from here on: the next one begins with what was copied while it ran
        task.stop(Duration.ZERO);
        task.exit().get(60, TimeUnit.SECONDS);
        Host next = Host.unlimited(place.resolve("b"));
        Assignment.Builder again = stored(Work.shell("r", "cat $MERIDIAN_CHECKPOINT_DIR/n"), 2);
        next.run(again);
        assertThat(next.stdout(again)).isEqualTo("1\n");

        // what the first one adds now is refused, and told
        Files.writeString(host.folder(work).checkpoint().resolve("n"), "stale");
        host.tasks.checkpoints().keepLast(work.build(), host.folder(work));
        assertThat(told.get().getProblem()).contains("epoch 2");
    }

    @Test
    void aStateThatCannotBeFetchedIsTheHostsFaultAndNotTheTasks() throws Exception {
        Host host = Host.unlimited(place.resolve("a"));
        Assignment.Builder work = stored(Work.shell("u", "true"), 1);
        work.getCheckpointStoreBuilder().setUri("file:/no/such/store");
        assertThat(host.tasks.start(work.build()))
                .isInstanceOfSatisfying(
                        StartResult.Unstartable.class,
                        no -> {
                            assertThat(no.reason()).isEqualTo("CHECKPOINT_FAILED");
                            assertThat(no.sentence()).contains("/no/such/store", "mount");
                        });
    }

    @Test
    void whatIsCalledOffWhileItIsFetchedIsNotStarted() throws Exception {
        Host host = Host.unlimited(place.resolve("a"));
        Assignment.Builder work = stored(Work.shell("o", "true"), 1);
        assertThat(host.tasks.start(work.build(), () -> false))
                .isInstanceOf(StartResult.NotWanted.class);
        assertThat(host.folder(work).task()).doesNotExist();
    }
}
