package dev.meridian.controlplane.commands.outcome.pollux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.meridian.controlplane.commands.outcome.Work;
import dev.meridian.controlplane.placement.model.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An application of two epochs whose smallest batch is 8.
class ApplicationTest {
    @TempDir Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("placements.csv"),
                "placement,local_bsz,step_time,sync_time\n1,4,1,0\n1,8,2,0\n12,4,1.5,0.5\n12,8,2.5,0.5\n");
        Files.writeString(
                folder.resolve("scalability.csv"),
                "num_nodes,num_replicas,local_bsz,step_time,sync_time\n6,6,4,3,2\n6,12,4,4,3\n");
        for (int batch : List.of(8, 16)) {
            Files.writeString(
                    folder.resolve("validation-%d.csv".formatted(batch)),
                    "progress,iteration,metric,grad_sqr,grad_var\n100,1,0,1,1\n300,2,0,1,3\n");
        }
    }

    @Test
    void aShapeIsTheSameInWhateverOrderNodesCome() {
        assertThat(StepTimes.shape(List.of(2, 1))).isEqualTo("12");
        assertThat(StepTimes.shape(List.of(4, 1, 3))).isEqualTo("134");
    }

    @Test
    void timesAreInterpolatedAndWhatIsNotMeasuredIsTheNearest() {
        StepTimes times = StepTimes.read(folder);
        assertThat(times.of(List.of(1, 2), 6).seconds()).isEqualTo(2);
        assertThat(times.of(List.of(2, 1), 6).sync()).isEqualTo(0.5);
        assertThat(times.of(List.of(4, 4), 4).seconds()).isEqualTo(3);
        assertThat(times.of(List.of(4, 4, 3), 4).seconds()).isEqualTo(4);
    }

    /// With twice the batch a step leads (1 + 1) / (1/2 + 1) = 4/3 as far in the first epoch and (3
    /// +
    /// 1) / (3/2 + 1) = 8/5 in the second: 75 and 125 steps instead of 100 and 200.
    @Test
    void largerBatchesTakeFewerSteps() {
        Training training = Training.read(folder);
        assertThat(training.steps(8)).isCloseTo(300, within(1e-9));
        assertThat(training.steps(16)).isCloseTo(200, within(1e-9));
    }

    /// One replica takes 16 in two passes of 8 and two seconds each.
    @Test
    void aBatchThatIsTooLargeIsCutIntoPasses() {
        Application application = Application.read(folder);
        assertThat(application.passes(1, 16)).isEqualTo(new Application.Passes(1, 8, 2));
        Work work = application.work(1, 16);
        Node node = Workload.nodes().getFirst();
        assertThat(work.seconds(List.of(node))).isCloseTo(200 * 4, within(1e-9));
    }
}
