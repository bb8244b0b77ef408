package dev.meridian.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.protocol.Assignment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The folder of a short attempt serves another one, which finds nothing of the first.
class SparesTest {
    @TempDir Path dataDir;
    private Host host;

    @BeforeEach
    void makeHost() throws Exception {
        host = Host.unlimited(dataDir);
    }

    /// Runs it to its end and lets the agent forget it.
    private Object fileOf(Assignment.Builder work) throws Exception {
        Task task = host.start(work);
        task.exit().get(60, TimeUnit.SECONDS);
        Object file = file(host.folder(work).root());
        return forget(work, task, file);
    }

    private Object forget(Assignment.Builder work, Task task, Object file) {
        long shim = ProcessIdentity.read(host.folder(work).shim()).orElseThrow().pid();
        await().until(() -> ProcessStat.of(shim).isEmpty());
        host.tasks.forget(AllocationKey.of(work.build()), Optional.of(task));
        assertThat(host.folder(work).root().getParent()).doesNotExist();
        return file;
    }

    private static Object file(Path folder) throws Exception {
        return Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
    }

    private long spares() throws Exception {
        try (Stream<Path> all = Files.list(dataDir.resolve("spares"))) {
            return all.count();
        }
    }

    @Test
    void aShortOnesFolderIsUsedAgainAndHoldsNothingOfIt() throws Exception {
        Object first =
                fileOf(
                        Work.shell(
                                "first",
                                "echo secret; echo secret >&2; mkdir -p a/b; echo secret >a/b/c; exit 3"));
        assertThat(spares()).isOne();
        try (Stream<Path> left = Files.walk(dataDir.resolve("spares"))) {
            assertThat(left.filter(Files::isRegularFile)).isNotEmpty().allMatch(SparesTest::empty);
        }
        Assignment.Builder next = Work.shell("next", "ls -A; sleep 600");
        Task task = host.start(next);
        assertThat(file(host.folder(next).root())).isEqualTo(first);
        assertThat(spares()).isZero();
        assertThat(Exit.told(host.folder(next))).isFalse();
        task.stop(Duration.ZERO);
        Exit exit = task.exit().get(60, TimeUnit.SECONDS);
        assertThat(exit.code()).isPresent();
        assertThat(host.stdout(next)).isEmpty();
        assertThat(host.stderr(next)).isEmpty();
    }

    private static boolean empty(Path file) {
        return file.toFile().length() == 0;
    }

    @Test
    void whatHadMoreThanOneShimProcessIsRemoved() throws Exception {
        Assignment.Builder work = Work.shell("long", "echo up; sleep 600");
        Task task = host.start(work);
        await().until(() -> host.stdout(work).equals("up\n")); // it is pumped
        task.stop(Duration.ZERO);
        task.exit().get(60, TimeUnit.SECONDS);
        forget(work, task, "");
        assertThat(spares()).isZero();
    }

    @Test
    void whatATaskKeptALinkToIsItsOwn() throws Exception {
        Path kept = dataDir.resolve("kept");
        fileOf(Work.shell("links", "echo mine; ln ../start " + kept));
        assertThat(spares()).isZero();
        assertThat(kept).isNotEmptyFile();
    }

    @Test
    void anotherEpochStays() throws Exception {
        Assignment.Builder second = Work.shell("twice", "true").setEpoch(2);
        host.run(second);
        Assignment.Builder first = Work.shell("twice", "true");
        Task task = host.start(first);
        task.exit().get(60, TimeUnit.SECONDS);
        long shim = ProcessIdentity.read(host.folder(first).shim()).orElseThrow().pid();
        await().until(() -> ProcessStat.of(shim).isEmpty());
        host.tasks.forget(AllocationKey.of(first.build()), Optional.of(task));
        assertThat(host.folder(first).root()).doesNotExist();
        assertThat(host.folder(second).exit()).isNotEmptyFile();
        assertThat(spares()).isZero();
    }

    @Test
    void thoseOfAnEarlierRunAreRemoved() throws Exception {
        fileOf(Work.shell("first", "true"));
        assertThat(spares()).isOne();
        Host heir = Host.unlimited(dataDir);
        assertThat(spares()).isZero();
        assertThat(heir.run(Work.shell("next", "true")).code()).hasValue(0);
    }
}
