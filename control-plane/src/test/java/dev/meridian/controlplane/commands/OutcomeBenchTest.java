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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command on files of its own: five jobs on machines of two regions.
class OutcomeBenchTest {
    @TempDir Path folder;
    private String told = "";

    private int run(String... more) {
        var words = new ByteArrayOutputStream();
        var out = new PrintStream(words, true, StandardCharsets.UTF_8);
        var args = new ArrayList<>(List.of("placement", "outcome", "--data=" + folder));
        args.addAll(List.of(more));
        int code = Command.run(args, out, out).orElseThrow();
        told = words.toString(StandardCharsets.UTF_8);
        return code;
    }

    private void write() throws IOException {
        Files.createDirectories(folder.resolve("philly"));
        Files.writeString(
                folder.resolve("philly/week_2017-10-09.csv"),
                "submit_s,duration_s,num_gpus,vc\n0,600,8,a\n0,600,8,b\n60,600,1,a\n90,600,16,b\n900,60,2,a\n");
        Path catalogue = Files.createDirectories(folder.resolve("catalogue"));
        Files.writeString(
                catalogue.resolve("instances.csv"),
                "cloud,region,instance_type,accelerator_model_derived,gpu_count,vcpu,memory_mib,usd_per_hour,price_date\n"
                        + "aws,east,big,V100,8,32,65536,20,2021-11-10\n"
                        + "aws,west,big,V100,8,32,65536,10,2021-11-10\n"
                        + "aws,west,big,V100,8,32,65536,11,2026-01-01\n");
        Files.writeString(
                catalogue.resolve("aws_egress_usd_per_gb.csv"),
                "src,dst,cost\neast,west,0.02\nwest,east,0.02\n");
        Files.writeString(
                catalogue.resolve("latency_rtt_ms.csv"),
                "cloud,src_region,dst_region,rtt_avg_ms\naws,east,west,60\n");
    }

    @Test
    void writesALineForEveryPolicyAndLoad() throws IOException {
        write();
        Path csv = folder.resolve("out/outcome.csv");
        assertThat(
                        run(
                                "--loads=40,60",
                                "--regions=2",
                                "--type=big",
                                "--every=1",
                                "--policies=first-fit,meridian",
                                "--csv=" + csv))
                .as("%s", told)
                .isZero();
        assertThat(told).contains("in east, west at prices of 2021-11-10");
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(5);
        assertThat(lines.get(1)).startsWith("40,\"first fit\",");
        assertThat(lines.get(4)).startsWith("60,\"Meridian\",");
    }

    @Test
    void saysWhatIsNotThere() throws IOException {
        assertThat(run()).isEqualTo(1);
        assertThat(told).contains("week_2017-10-09.csv is not there");
        write();
        assertThat(run("--regions=3", "--type=big")).isEqualTo(1);
        assertThat(told).contains("in 2 regions on one day, and not in 3");
        assertThat(run("--regions=2", "--type=big", "--policies=best")).isEqualTo(2);
        assertThat(told).contains("--policies are some of first-fit, best-fit");
    }
}
