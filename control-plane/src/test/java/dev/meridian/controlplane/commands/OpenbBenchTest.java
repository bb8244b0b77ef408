package dev.meridian.controlplane.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The command on files of its own: two nodes with two accelerators each.
class OpenbBenchTest {
    @TempDir Path folder;
    private Path fleet;
    private Path pods;
    private Path csv;
    private String told = "";

    @BeforeEach
    void write() throws IOException {
        fleet =
                Files.writeString(
                        folder.resolve("nodes.csv"),
                        "sn,cpu_milli,memory_mib,gpu,model\na,8000,8192,2,T4\nb,8000,8192,2,P100\n");
        pods =
                Files.writeString(
                        folder.resolve("pods.csv"),
                        "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec\n"
                                + "y,1000,1024,1,500,P100|T4\nx,1000,1024,1,500,T4\nz,1000,1024,0,,\n");
        csv = folder.resolve("out/openb.csv");
    }

    private int run(String... more) {
        var words = new ByteArrayOutputStream();
        var out = new PrintStream(words, true, StandardCharsets.UTF_8);
        var args =
                new ArrayList<>(
                        List.of(
                                "placement",
                                "openb",
                                "--fleet=" + fleet,
                                "--lists=" + pods,
                                "--csv=" + csv));
        args.addAll(List.of(more));
        int code = Command.run(args, out, out).orElseThrow();
        told = words.toString(StandardCharsets.UTF_8);
        return code;
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "window", "migrate"})
    void writesALineForEverySeed(String mode) throws IOException {
        assertThat(run("--mode=" + mode, "--seeds=1..2", "--moves=50")).isZero();
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines)
                .hasSize(3)
                .first()
                .isEqualTo("list,seed,mode,alloc100,alloc130,seconds,placementsPerSecond");
        String[] cells = lines.get(1).split(",");
        assertThat(cells).hasSize(7).contains(mode);
        assertThat(Double.parseDouble(cells[4]))
                .isBetween(Double.parseDouble(cells[3]), 100.0)
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "name,cpu_milli; no column `memory_mib`",
                "name,cpu_milli,memory_mib,num_gpu,gpu_milli\\nx,1,1,1,-5; line 2: gpu_milli is `-5`",
                "name,cpu_milli,memory_mib,num_gpu,gpu_milli\\nx,1,1,2,500; whole ones are asked for",
                "name,cpu_milli,memory_mib,num_gpu,gpu_milli\\nx,1,1; there are 3 values, and 5",
                "name,cpu_milli,memory_mib,num_gpu,gpu_milli\\nx,1,1,0,0; asks for an accelerator",
                "name,cpu_milli,memory_mib,num_gpu,gpu_milli; nothing but its first line"
            })
    void aBadListIsASentence(String text, String sentence) throws IOException {
        Files.writeString(pods, text.replace("\\n", "\n"));
        assertThat(run()).isOne();
        assertThat(told).contains(sentence).doesNotContain("\tat ");
    }

    @Test
    void aMissingFileIsASentence() {
        assertThat(run("--data=/nowhere", "--seeds=1,2x")).isEqualTo(2);
        assertThat(told).contains("--seeds wants numbers");
        fleet = folder.resolve("none.csv");
        assertThat(run()).isOne();
        assertThat(told).contains("none.csv is not there");
    }
}
