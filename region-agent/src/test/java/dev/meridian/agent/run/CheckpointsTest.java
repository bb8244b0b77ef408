package dev.meridian.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.agent.protocol.Assignment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// State that outlives an attempt and its host. The two hosts are two agents' folders.
class CheckpointsTest {
    private static final String COUNT =
            """
            cd "$MERIDIAN_CHECKPOINT_DIR" || exit 1
            n=$(cat step 2>/dev/null || echo 0)
            echo $((n + 1)) >step.new && mv step.new step
            echo "$MERIDIAN_CHECKPOINT_DIR" $n
            """;

    @TempDir Path place;

    private Host host(String name) throws Exception {
        return Host.storing(place.resolve(name), Files.createDirectories(place.resolve("store")));
    }

    private static Assignment.Builder epoch(Assignment.Builder work, int epoch) {
        return work.setEpoch(epoch)
                .setCheckpointPath("/ckpt/deep")
                .setCheckpointKey("default/job/main/0");
    }

    private static void sandboxed() {
        var obstacle = SandboxCheck.obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
    }

    private void goesOn(Assignment.Builder work, String seen) throws Exception {
        for (int attempt = 1; attempt <= 3; attempt++) {
            Host host = host("host" + attempt % 2);
            epoch(work, attempt);
            Exit exit = host.run(work);
            assertThat(host.stderr(work)).isEmpty();
            assertThat(exit.code()).hasValue(0);
            assertThat(host.stdout(work)).isEqualTo(seen + " " + (attempt - 1) + "\n");
            host.folder(work).delete();
            assertThat(host.folder(work).root()).doesNotExist();
        }
        assertThat(place.resolve("store/default/job/main/0/step")).hasContent("3");
    }

    @Test
    void aSandboxedTaskFindsItsLastStateAtItsPath() throws Exception {
        sandboxed();
        goesOn(Work.sandbox("s", "sh", "-c", COUNT), "/ckpt/deep");
    }

    @Test
    void withoutASandboxItFindsItThroughTheVariable() throws Exception {
        goesOn(Work.shell("p", COUNT), place.resolve("store/default/job/main/0").toString());
    }

    @Test
    void itReachesNeitherTheStoreOfOthersNorMoreOfTheHost() throws Exception {
        sandboxed();
        Path other = Files.createDirectories(place.resolve("store/other/job/main/0"));
        Files.writeString(other.resolve("secret"), "secret");
        Assignment.Builder work =
                Work.sandbox(
                        "r",
                        "sh",
                        "-c",
                        "find %s; cat %s/secret; echo x >/x; echo x >/ckpt/x; mkdir /y; ls -d /etc/passwd /ckpt/deep /usr/bin/env; true"
                                .formatted(place.resolve("store"), other));
        Host host = host("a");
        host.run(epoch(work, 1));
        assertThat(host.stdout(work)).endsWith("/ckpt/deep\n/etc/passwd\n/usr/bin/env\n");
        assertThat(host.stdout(work)).doesNotContain("secret");
        assertThat(host.stderr(work).lines().filter(l -> l.contains("Read-only"))).hasSize(3);
    }

    @Test
    void aPathThatTheHostHasIsCoveredByIt() throws Exception {
        sandboxed();
        for (String path : new String[] {"/srv", "/tmp/deep/er", "/var/lib/none/such"}) {
            Assignment.Builder work =
                    Work.sandbox("c", "sh", "-c", "echo x >" + path + "/x && ls -d /var/lib/dpkg");
            Host host = host("a");
            epoch(work, 1).setCheckpointPath(path).setCheckpointKey("a/b/c/" + path.length());
            host.run(work);
            assertThat(host.stderr(work)).isEmpty();
            assertThat(place.resolve("store/a/b/c/" + path.length() + "/x")).hasContent("x");
            host.folder(work).delete();
        }
    }

    @Test
    void withoutAStoreItLastsAsLongAsTheAttempt() throws Exception {
        Host host = Host.unlimited(place);
        Assignment.Builder work = epoch(Work.shell("n", COUNT), 1);
        assertThat(host.run(work).code()).hasValue(0);
        assertThat(host.stdout(work)).isEqualTo(host.folder(work).checkpoint() + " 0\n");
    }

    @Test
    void aStoreThatCannotBeWrittenIsToldInASentence() throws Exception {
        Files.writeString(place.resolve("file"), "");
        Host host = Host.storing(place.resolve("a"), place.resolve("file"));
        StartResult result = host.tasks.start(epoch(Work.shell("u", "true"), 1).build());
        assertThat(result)
                .isInstanceOfSatisfying(
                        StartResult.Unstartable.class,
                        no -> assertThat(no.sentence()).contains("file cannot be written"));
    }

    @Test
    void noKeyLeadsOutOfTheStore() throws Exception {
        for (String key : new String[] {"", "..", "../x", "/etc", "a/../../x", "."}) {
            Assignment.Builder work = epoch(Work.shell("k", "true"), 1).setCheckpointKey(key);
            assertThat(host("a").tasks.start(work.build()))
                    .isInstanceOf(StartResult.Unstartable.class);
        }
    }
}
