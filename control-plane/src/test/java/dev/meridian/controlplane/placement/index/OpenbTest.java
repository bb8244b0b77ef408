package dev.meridian.controlplane.placement.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.controlplane.commands.openb.Fleet;
import dev.meridian.controlplane.commands.openb.OneAtATime;
import dev.meridian.controlplane.commands.openb.Pods;
import dev.meridian.controlplane.commands.openb.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// On a real fleet and real requests, filled one at a time, the fast path allocates what is
/// published of FGD (95.39 %), and more.
class OpenbTest {

    @ParameterizedTest
    @CsvSource({"default, 42, 95.2", "default, 43, 95.2", "gpuspec20, 42, 94.9"})
    void allocatesWhatIsPublished(String list, long seed, double least) {
        String given = System.getenv("MERIDIAN_DATA");
        Path folder = Path.of(given == null ? "../../shared/data" : given).resolve("openb");
        assumeTrue(
                Files.isDirectory(folder),
                "the openb trace is not here: set MERIDIAN_DATA to the folder that holds openb/");
        Fleet fleet = Fleet.read(folder.resolve("openb_node_list_gpu_node.csv"));
        var pods = Pods.read(folder.resolve("openb_pod_list_%s.csv".formatted(list)));
        double allocated = new OneAtATime().run(Trial.of(fleet, pods, seed, Map.of())).at130();
        assertThat(allocated).isGreaterThanOrEqualTo(least);
    }
}
