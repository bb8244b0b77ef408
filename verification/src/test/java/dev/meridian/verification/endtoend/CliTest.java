package dev.meridian.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.cli.Exit;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The command against a real control plane with real agents, where it matters that they are real.
@Timeout(180)
class CliTest {

    private static final String NOT_THERE = "01a1fe52-0000-7000-8000-000000000000";

    private final Stage stage = Stage.open();

    @Test
    void exitCodesTellScriptsWhatCameOfIt() {
        assertThat(type("get", "jobs", NOT_THERE).exit()).isEqualTo(Exit.NOT_FOUND);
        assertThat(type("cancel", "no-such-job").exit()).isEqualTo(Exit.NOT_FOUND);
        assertThat(type("get", "jobs", "--token=wrong").exit()).isEqualTo(Exit.NOT_ALLOWED);
        assertThat(type("get", "jobs", "--url=http://localhost:1").exit())
                .isEqualTo(Exit.NO_ANSWER);
        assertThat(type("get", "jobs", "--state=NONSENSE").exit()).isEqualTo(Exit.REFUSED);
        assertThat(type("get", "nonsense").exit()).isEqualTo(Exit.USAGE);
        assertThat(read(spec("exit 7"), "submit", "--follow", "-").exit())
                .isEqualTo(Exit.NOT_AS_WISHED);
        assertThat(read(spec("true"), "submit", "--follow", "-").exit()).isEqualTo(Exit.DONE);
        assertThat(read(spec("true").replace("0.1", "1000"), "plan", "-").exit())
                .isEqualTo(Exit.NOT_AS_WISHED);
    }

    @Test
    void aFaultInASpecIsShownWithItsLine() {
        Typed typed = read("name: a\ntaskGroups:\n- tsk: {}\n", "submit", "-");

        assertThat(typed.exit()).isEqualTo(Exit.REFUSED);
        assertThat(typed.err()).contains("standard input:3: /taskGroups/0/tsk", "- tsk: {}");
    }

    @Test
    void followingToldWhatHappenedAndTheIdIsAllOfTheOutput() {
        Typed typed = read(spec("echo hi"), "submit", "--follow", "-");

        assertThat(typed.out().strip()).doesNotContainAnyWhitespaces();
        assertThat(typed.err()).contains("was placed", "succeeded", "job SUCCEEDED");
        assertThat(type("logs", typed.lastWord()).out()).isEqualTo("hi\n");
    }

    @Test
    void linesOfSeveralInstancesSayWhoseTheyAre() {
        String spec = spec("echo one; echo two").replace("resources", "count: 2, resources");
        String job = read(spec, "submit", "--follow", "-").lastWord();

        assertThat(type("logs", "-f", job).out().lines())
                .containsExactlyInAnyOrder(
                        "main[0] | one", "main[0] | two", "main[1] | one", "main[1] | two");
        assertThat(type("logs", "--index=1", "--tail=1", job).out()).isEqualTo("two\n");
    }

    @Test
    void theSameKeyAndSpecMakeOneJob() {
        String first = read(spec("true"), "submit", "--idempotency-key=cli-test", "-").out();

        assertThat(read(spec("true"), "submit", "--idempotency-key=cli-test", "-").out())
                .isEqualTo(first);
    }

    @Test
    void aDrainIsWaitedForUntilTheNodeIsEmpty() {
        String job = read(spec("sleep 600"), "submit", "-").lastWord();
        stage.await(job, Set.of("RUNNING"));
        String node = stage.onlyAllocation(job).path("nodeName").asString();

        Typed drained = type("drain", node, "--wait", "--reason=test");
        type("uncordon", node);

        assertThat(drained.exit()).as(drained.err()).isEqualTo(Exit.DONE);
        assertThat(drained.out()).startsWith(node + " DRAINING");
        assertThat(drained.err()).contains(node + " is empty");
        assertThat(type("cancel", job).out()).startsWith(job);
    }

    @Test
    void aTokenThatWasMadeWorksUntilItIsRevoked() {
        String secret =
                type("tokens", "create", "narrow", "--role=viewer", "--expires=1h").out().strip();

        assertThat(type("whoami", "--token=" + secret).out()).contains("Token's role:", "viewer");
        assertThat(type("cordon", "agent-us-east", "--token=" + secret).exit())
                .isEqualTo(Exit.NOT_ALLOWED);
        assertThat(type("tokens", "revoke", "narrow").exit()).isZero();
        assertThat(type("whoami", "--token=" + secret).exit()).isEqualTo(Exit.NOT_ALLOWED);
    }

    private String spec(String command) {
        return "{name: cli, taskGroups: [{resources: {cpu: 0.1, memory: 32Mi}, task: {driver: "
                + (stage.isolates() ? "sandbox" : "process")
                + ", command: [sh, -c, '"
                + command
                + "']}}]}";
    }

    private Typed type(String... line) {
        return read("", line);
    }

    private Typed read(String in, String... line) {
        return Typed.to(stage.system().url().toString(), stage, in, line);
    }
}
