package dev.meridian.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.TaskState;
import dev.meridian.agent.run.cgroup.Usage;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Assignment WORK = Work.process("a", "true").build();

    private static Exit exit(int code, long oomKills) {
        return new Exit(OptionalInt.of(code), 1, 2, new Usage(0, 0, 0, oomKills, 0));
    }

    @Test
    void anEndIsWhatItsCodeSays() {
        assertThat(Verdict.of(WORK, exit(0, 0), null, "").state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(Verdict.of(WORK, exit(3, 0), null, "").reason()).isEqualTo("EXIT_CODE");
        assertThat(Verdict.of(WORK, exit(139, 0), null, "").detail())
                .isEqualTo("ended by signal 11");
    }

    @Test
    void aLimitOfProcessesIsNamed() {
        Exit exit = new Exit(OptionalInt.of(2), 1, 2, new Usage(0, 0, 0, 0, 9));
        assertThat(Verdict.of(WORK, exit, null, "").detail())
                .isEqualTo(
                        "ended with exit code 2, after it was refused another process 9 times: it may have 2048 at once");
    }

    @Test
    void memoryIsBlamedOnlyWhenTheTaskFailed() {
        assertThat(Verdict.of(WORK, exit(137, 1), null, "").reason()).isEqualTo("OOM");
        assertThat(Verdict.of(WORK, exit(0, 1), null, "").state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void whoEndedItComesBeforeHowItEnded() {
        assertThat(Verdict.of(WORK, exit(0, 0), Ending.STOP, "x").state())
                .isEqualTo(TaskState.STOPPED);
        assertThat(Verdict.of(WORK, exit(143, 0), Ending.FENCE, "").state())
                .isEqualTo(TaskState.FENCED);
        assertThat(Verdict.of(WORK, exit(137, 0), Ending.TIMEOUT, "").reason())
                .isEqualTo("TIMEOUT");
        assertThat(Verdict.of(WORK, exit(137, 0), Ending.DISK, "").reason()).isEqualTo("DISK_FULL");
        assertThat(Verdict.of(WORK, exit(137, 0), Ending.MEMORY, "").reason()).isEqualTo("OOM");
    }

    @Test
    void anEndThatNobodySawIsTheAgentsLoss() {
        Exit unseen = Exit.never(5);
        assertThat(Verdict.of(WORK, unseen, null, "").reason()).isEqualTo(Verdict.AGENT_LOST);
    }
}
