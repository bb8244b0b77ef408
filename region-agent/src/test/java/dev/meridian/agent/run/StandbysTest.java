package dev.meridian.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.CheckpointStore;
import dev.meridian.agent.protocol.DesiredState;
import dev.meridian.agent.protocol.Standby;
import dev.meridian.agent.protocol.StandbyReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Work of another host that is prepared here, and started only when it is promoted.
class StandbysTest {
    private static final String COUNT =
            """
            cd "$MERIDIAN_CHECKPOINT_DIR" || exit 1
            n=$(cat step 2>/dev/null || echo 0)
            echo $((n + 1)) >step.new && mv step.new step
            echo "$n"
            """;

    @TempDir Path place;
    private final List<StandbyReport> told = new CopyOnWriteArrayList<>();

    private Assignment.Builder work(int epoch, long every) throws Exception {
        Path store = Files.createDirectories(place.resolve("store"));
        return Work.shell("p", COUNT)
                .setEpoch(epoch)
                .setCheckpointPath("/ckpt")
                .setCheckpointKey("default/job/main/0")
                .setCheckpointStore(
                        CheckpointStore.newBuilder().setUri("file:" + store).setEveryMillis(every));
    }

    private static DesiredState standing(long revision, Assignment.Builder work, boolean fresh) {
        return DesiredState.newBuilder()
                .setRevision(revision)
                .addStandbys(Standby.newBuilder().setWork(work).setFresh(fresh))
                .build();
    }

    private StandbyReport last() {
        return told.isEmpty() ? StandbyReport.getDefaultInstance() : told.getLast();
    }

    private Standbys standbys(Host host) {
        return new Standbys(
                host.tasks, new StandbyFolders(host.dataDir), told::add, System::nanoTime);
    }

    @Test
    void aPromotedOneBeginsWithWhatWasFetchedBefore() throws Exception {
        Host first = Host.unlimited(place.resolve("first"));
        Host second = Host.unlimited(place.resolve("second"));
        Standbys standbys = standbys(second);
        standbys.desired(standing(1, work(2, 3_600_000), false));
        await().until(() -> last().getPrepared());
        assertThat(last().getGeneration()).as("there is none yet").isEmpty();

        Assignment.Builder running = work(1, 3_600_000);
        first.run(running);
        first.tasks.checkpoints().keepLast(running.build(), first.folder(running));
        standbys.desired(standing(2, work(2, 3_600_000), true));
        await().until(() -> last().getGeneration().equals("1-1"));
        assertThat(second.folder(work(2, 0)).root()).as("nothing was started").doesNotExist();

        Files.move(
                place.resolve("store/default/job/main/0/data"),
                place.resolve("store/default/job/main/0/hidden"));
        standbys.desired(
                DesiredState.newBuilder()
                        .setRevision(3)
                        .addAssignments(work(2, 3_600_000))
                        .build());
        second.run(work(2, 3_600_000));

        assertThat(second.stdout(work(2, 0))).isEqualTo("1\n");
        assertThat(place.resolve("second/standbys/p")).doesNotExist();
    }

    @Test
    void whatIsNotWantedAnyMoreLeavesNothing() throws Exception {
        Host first = Host.unlimited(place.resolve("first"));
        Assignment.Builder running = work(1, 3_600_000);
        first.run(running);
        first.tasks.checkpoints().keepLast(running.build(), first.folder(running));
        Host second = Host.unlimited(place.resolve("second"));
        Standbys standbys = standbys(second);
        standbys.desired(standing(1, work(2, 3_600_000), false));
        await().until(() -> last().getPrepared());
        assertThat(place.resolve("second/standbys/p")).isNotEmptyDirectory();
        standbys.desired(DesiredState.newBuilder().setRevision(2).build());
        await().until(() -> !Files.exists(place.resolve("second/standbys/p")));
    }

    @Test
    void whyItCannotBePreparedIsTold() throws Exception {
        Standbys standbys = standbys(Host.unlimited(place.resolve("h")));
        standbys.desired(standing(1, Work.process("p", "no-such-program").setEpoch(2), false));
        await().until(() -> last().getProblem().contains("no-such-program"));
        assertThat(last().getPrepared()).isFalse();
    }
}
