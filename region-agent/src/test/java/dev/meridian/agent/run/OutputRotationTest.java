package dev.meridian.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.LogChunk;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stays of output that goes over its limit, written by real processes.
class OutputRotationTest {
    private static final int LIMIT = 64 << 10;
    private static final OutputShares SHARES = OutputShares.of(LIMIT);

    @TempDir Path dataDir;
    private Host host;

    @BeforeEach
    void makeHost() throws Exception {
        host = Host.unlimited(dataDir);
    }

    private static Assignment.Builder shell(String id, String script) {
        return Work.shell(id, script).setLogLimitBytes(LIMIT);
    }

    @Test
    void aFloodKeepsItsFirstAndItsNewestPartAndSaysWhatIsMissing() throws Exception {
        Assignment.Builder work = shell("flood", "seq 1 200000; echo done >&2");
        assertThat(host.run(work).code()).hasValue(0);
        String kept = host.stdout(work);
        long written = 1_288_895; // what seq writes
        long dropped = written - SHARES.first() - SHARES.newest();
        assertThat(kept).startsWith("1\n2\n").endsWith("\n199999\n200000\n");
        assertThat(kept).contains("[meridian: " + dropped + " bytes left out here]\n");
        assertThat(kept.length()).isLessThanOrEqualTo(LIMIT);
        assertThat(beside(work, "stdout.over")).exists();
        assertThat(beside(work, "stdout.tail")).doesNotExist();
        assertThat(host.stderr(work)).isEqualTo("done\n");
    }

    @Test
    void whileItRunsTheNewestIsOnTheHostAndTheDiskIsBounded() throws Exception {
        Assignment.Builder work = shell("service", "seq 1 200000; echo newest; sleep 600");
        Task task = host.start(work);
        await().until(() -> host.stdout(work).contains("stdout.tail on the node"));
        await().until(() -> text(beside(work, "stdout.tail")).endsWith("newest\n"));
        assertThat(host.folder(work).stdout().toFile().length())
                .isLessThanOrEqualTo(LIMIT - SHARES.newest());
        for (String part : new String[] {"stdout.tail", "stdout.tail.1"}) {
            assertThat(beside(work, part).toFile().length()).isLessThanOrEqualTo(SHARES.newest());
        }
        task.stop(Duration.ZERO);
        task.exit().get(60, TimeUnit.SECONDS);
        assertThat(host.stdout(work)).endsWith("200000\nnewest\n");
    }

    @Test
    void upToTheLimitNothingIsLost() throws Exception {
        Assignment.Builder exact = shell("exact", "head -c %d /dev/zero".formatted(SHARES.first()));
        Assignment.Builder more =
                shell("more", "head -c %d /dev/zero; echo end".formatted(SHARES.first() + 100));
        host.run(exact);
        host.run(more);
        assertThat(host.folder(exact).stdout()).hasSize(SHARES.first());
        assertThat(host.stdout(more)).contains("[meridian: ").endsWith("\0end\n");
        assertThat(host.stdout(more).replaceAll("\n\\[meridian: .*]\n", ""))
                .isEqualTo("\0".repeat((int) SHARES.first() + 100) + "end\n");
        assertThat(beside(exact, "stdout.over")).doesNotExist();
        assertThat(beside(more, "stdout.over")).doesNotExist();
    }

    @Test
    void aLineIsThereBeforeTheNextOneComes() throws Exception {
        Assignment.Builder work = shell("slow", "echo one; sleep 600");
        Task task = host.start(work);
        await().until(() -> host.stdout(work).equals("one\n"));
        task.stop(Duration.ZERO);
    }

    /// The reader of the chunks begins anew in the middle, as one of an agent that comes back does.
    @Test
    void whatIsSentIsWhatIsKept() throws Exception {
        Assignment.Builder work =
                shell("sent", "seq 1 100000; while [ ! -f go ]; do sleep 0.02; done; echo last");
        Task task = host.start(work);
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        await().until(() -> host.stdout(work).contains("on the node"));
        boolean early = drain(file(work), stored);
        assertThat(early).isFalse();
        Files.createFile(host.folder(work).work().resolve("go"));
        task.exit().get(60, TimeUnit.SECONDS);
        OutputFile heir = file(work);
        heir.rewind(stored.size());
        assertThat(heir.allSent()).isFalse();
        assertThat(drain(heir, stored)).isTrue();
        assertThat(heir.allSent()).isTrue();
        assertThat(stored.toString(StandardCharsets.UTF_8))
                .isEqualTo(host.stdout(work))
                .endsWith("\nlast\n");
    }

    private OutputFile file(Assignment.Builder work) {
        return new OutputFile(
                AllocationKey.of(work.build()), "stdout", host.folder(work).stdout(), LIMIT);
    }

    /// @return whether the last chunk was marked as truncated, and no other
    private static boolean drain(OutputFile file, ByteArrayOutputStream stored) {
        boolean truncated = false;
        Optional<LogChunk> next = file.next();
        while (next.isPresent()) {
            LogChunk chunk = next.get();
            assertThat(truncated).isFalse();
            assertThat(chunk.getOffset()).isEqualTo(stored.size());
            stored.writeBytes(chunk.getData().toByteArray());
            truncated = chunk.getTruncated();
            next = file.next();
        }
        return truncated;
    }

    private Path beside(Assignment.Builder work, String name) {
        return host.folder(work).root().resolve(name);
    }

    private static String text(Path file) throws Exception {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException _) {
            return ""; // not yet there, or just being turned
        }
    }
}
