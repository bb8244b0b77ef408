package dev.meridian.controlplane.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.support.Rows;
import dev.meridian.controlplane.support.TestDatabase;
import dev.meridian.controlplane.telemetry.model.LogChunk;
import dev.meridian.controlplane.telemetry.model.LogKey;
import dev.meridian.controlplane.telemetry.model.LogOffset;
import dev.meridian.controlplane.telemetry.model.LogStream;
import dev.meridian.controlplane.telemetry.store.Stores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class LogsTest {
    static final TestDatabase database = TestDatabase.fresh();

    private final Logs logs = new Logs(Stores.logs(database), DataSize.ofBytes(1_000));
    private final Rows rows = new Rows(database.jdbc());
    private final NodeId node = rows.node("eu-west", "n-" + System.identityHashCode(this));
    private final AllocationId allocation = rows.running(node);
    private final LogKey key = new LogKey(allocation, 1, LogStream.STDOUT);

    @Test
    void whatIsSentTwiceIsStoredOnce() throws IOException {
        assertThat(logs.append(node, List.of(chunk(0, "hello "), chunk(6, "world"))))
                .containsExactly(new LogOffset(key, 11));
        assertThat(logs.append(node, List.of(chunk(0, "hello world, "), chunk(13, "again"))))
                .containsExactly(new LogOffset(key, 18));
        assertThat(text(0)).isEqualTo("hello world, again");
        assertThat(text(3)).isEqualTo("lo world, again");
        assertThat(text(18)).isEmpty();
        assertThat(logs.offsets(node, List.of(key))).containsExactly(new LogOffset(key, 18));
    }

    @Test
    void twoStreamsAreKeptApart() throws IOException {
        LogKey stderr = new LogKey(allocation, 1, LogStream.STDERR);
        logs.append(
                node,
                List.of(chunk(0, "out"), new LogChunk(stderr, 0, "err".getBytes(UTF_8), false)));
        assertThat(text(0)).isEqualTo("out");
        assertThat(logs.key(allocation, 0, LogStream.STDERR)).contains(stderr);
        assertThat(logs.key(allocation, 2, LogStream.STDERR)).isEmpty();
    }

    @Test
    void aStreamIsCutAtItsLimit() throws IOException {
        logs.append(node, List.of(chunk(0, "x".repeat(900)), chunk(900, "y".repeat(900))));
        assertThat(logs.append(node, List.of(chunk(1800, "z"))))
                .containsExactly(new LogOffset(key, 1801));
        assertThat(text(0)).hasSize(1_000).endsWith("y");
        assertThat(logs.truncated(key, 1_000)).isTrue();
    }

    @Test
    void aNodeWritesNoLogOfAnothersWork() throws IOException {
        NodeId stranger = rows.node("us-east", "stranger-" + System.identityHashCode(this));
        assertThat(logs.append(stranger, List.of(chunk(0, "forged"))))
                .containsExactly(new LogOffset(key, 6));
        assertThat(text(0)).isEmpty();
    }

    @Test
    void oneWhoFollowsReadsToTheEnd() throws Exception {
        logs.append(node, List.of(chunk(0, "one ")));
        var seen = new ByteArrayOutputStream();
        Thread follower =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                logs.follow(key, 0, seen::write);
                            } catch (IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        await().until(() -> seen.toString(UTF_8).equals("one "));
        logs.append(node, List.of(chunk(4, "two ")));
        await().until(() -> seen.toString(UTF_8).equals("one two "));
        logs.append(node, List.of(chunk(8, "three")));
        end();
        assertThat(follower.join(Duration.ofMinutes(1))).isTrue();
        assertThat(seen.toString(UTF_8)).isEqualTo("one two three");
    }

    @Test
    void logsOfJobsLongEndedAreRemoved() throws IOException {
        logs.append(node, List.of(chunk(0, "old")));
        var retention = new LogRetention(Stores.logs(database), Duration.ofDays(30));
        Instant later = Instant.now().plus(Duration.ofDays(31));
        retention.runOnce(later);
        assertThat(text(0)).as("the job still runs").isEqualTo("old");
        end();
        retention.runOnce(Instant.now());
        assertThat(text(0)).isEqualTo("old");
        retention.runOnce(later);
        assertThat(text(0)).isEmpty();
    }

    private void end() {
        database.jdbc()
                .sql(
                        "update attempts set state = 'SUCCEEDED', ended_at = now() where allocation_id = ?")
                .param(allocation.value())
                .update();
        database.jdbc()
                .sql(
                        """
                        update jobs set state = 'SUCCEEDED', ended_at = now()
                         where id = (select job_id from allocations where id = ?)
                        """)
                .param(allocation.value())
                .update();
    }

    private LogChunk chunk(long start, String text) {
        return new LogChunk(key, start, text.getBytes(UTF_8), false);
    }

    private String text(long from) throws IOException {
        var out = new ByteArrayOutputStream();
        logs.read(key, from, out::write);
        return out.toString(UTF_8);
    }
}
