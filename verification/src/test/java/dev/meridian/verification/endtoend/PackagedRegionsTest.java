package dev.meridian.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.verification.local.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Regions search side by side from the packaged jar too, in which the solver's classes are found
/// by no loader but its own.
@Timeout(120)
class PackagedRegionsTest {
    private static final Path JAR =
            Checkout.find().root().resolve("control-plane/target/control-plane.jar");

    @Test
    void regionsSearchSideBySide(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.exists(JAR), "needs the packaged control plane, which `make build` makes");
        Path recorded = Files.createDirectories(folder.resolve("openb"));
        Files.writeString(
                recorded.resolve("openb_node_list_gpu_node.csv"),
                "sn,cpu_milli,memory_mib,gpu,model\none,32000,262144,2,P100\n");
        Files.writeString(
                recorded.resolve("openb_pod_list_default.csv"),
                IntStream.range(0, 40)
                        .mapToObj(i ->
                                "p%d,%d,4096,1,%d,,LS,Running,0,9,0\n"
                                        .formatted(i, 1000 * (1 + i % 6), i % 3 == 0 ? 1000 : 300))
                        .collect(
                                Collectors.joining(
                                        "",
                                        "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time\n",
                                        "")));
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                JAR.toString(),
                                "placement",
                                "regions",
                                "--data=" + folder,
                                "--regions=2",
                                "--nodes=20",
                                "--windows=8",
                                "--per-window=1")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain("Exception").contains("2       8");
    }
}
