package dev.meridian.controlplane.jobs.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JobProgressTest {
    private static final GroupProgress WAITING = new GroupProgress(2, 0, 0, 0, 0, 0, false);
    private static final GroupProgress ASSIGNED = new GroupProgress(1, 1, 0, 0, 0, 0, false);
    private static final GroupProgress ACTIVE = new GroupProgress(1, 0, 1, 0, 0, 0, false);
    private static final GroupProgress SUCCEEDED = new GroupProgress(0, 0, 0, 2, 0, 0, false);
    private static final GroupProgress FAILED = new GroupProgress(0, 0, 0, 1, 1, 0, false);
    private static final GroupProgress CANCELLED = new GroupProgress(0, 0, 0, 1, 0, 1, false);

    @Test
    void followsItsGroups() {
        assertThat(state(WAITING)).isEqualTo(JobState.QUEUED);
        assertThat(state(ASSIGNED)).isEqualTo(JobState.QUEUED);
        assertThat(state(ACTIVE)).isEqualTo(JobState.RUNNING);
        assertThat(state(SUCCEEDED, WAITING)).isEqualTo(JobState.RUNNING);
        assertThat(state(SUCCEEDED, SUCCEEDED)).isEqualTo(JobState.SUCCEEDED);
        assertThat(state(FAILED, CANCELLED)).isEqualTo(JobState.FAILED);
        assertThat(state(SUCCEEDED, CANCELLED)).isEqualTo(JobState.CANCELLED);
        assertThat(state(FAILED, ACTIVE)).as("a copy lives").isEqualTo(JobState.RUNNING);
    }

    @Test
    void followsThePerson() {
        assertThat(JobProgress.of(List.of(WAITING), true, false)).isEqualTo(JobState.SUSPENDED);
        assertThat(JobProgress.of(List.of(ACTIVE), true, false))
                .as("until it has stopped")
                .isEqualTo(JobState.RUNNING);
        assertThat(JobProgress.of(List.of(FAILED), false, true)).isEqualTo(JobState.CANCELLED);
        assertThat(JobProgress.of(List.of(SUCCEEDED), false, true))
                .as("it was faster")
                .isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void ofAnArrayTheOthersRunOn() {
        assertThat(new GroupProgress(1, 0, 1, 0, 1, 0, true).hasFailed()).isFalse();
        assertThat(new GroupProgress(1, 0, 1, 0, 1, 0, false).hasFailed()).isTrue();
        assertThat(new GroupProgress(0, 0, 0, 2, 1, 0, true).hasFailed()).isTrue();
    }

    private static JobState state(GroupProgress... groups) {
        return JobProgress.of(List.of(groups), false, false);
    }
}
