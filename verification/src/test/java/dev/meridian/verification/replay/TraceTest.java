package dev.meridian.verification.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {

    @TempDir private Path folder;

    @Test
    void columnsAreFoundByNameAndTheFirstArrivalIsZero() throws IOException {
        var jobs =
                Trace.read(csv("vc,num_gpus,submit_s,duration_s\nb,2,160,30\na,1,100,66.5\n"), 10);

        assertThat(jobs)
                .containsExactly(
                        new TraceJob(Duration.ZERO, Duration.ofMillis(66_500), 1, "a"),
                        new TraceJob(Duration.ofSeconds(60), Duration.ofSeconds(30), 2, "b"));
    }

    @Test
    void timesOfTheCalendarServeToo() throws IOException {
        var jobs =
                Trace.read(
                        csv(
                                "submit_time,duration_s,num_gpus,vc\n2017-09-04 10:30:41,5,8,x\n2017-09-04 10:31:41,5,8,x\n"),
                        10);

        assertThat(jobs.getLast().arrival()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aMissingColumnIsNamed() {
        assertThatThrownBy(() -> Trace.read(csv("name,time,num_replicas\na,1,2\n"), 10))
                .hasMessageContaining("no column for the duration");
    }

    @Test
    void noMoreThanAskedFor() throws IOException {
        assertThat(
                        Trace.read(
                                csv("submit_s,duration_s,num_gpus,vc\n1,1,1,a\n2,1,1,a\n3,1,1,a\n"),
                                2))
                .hasSize(2);
    }

    private Path csv(String text) throws IOException {
        return Files.writeString(folder.resolve("trace.csv"), text);
    }
}
