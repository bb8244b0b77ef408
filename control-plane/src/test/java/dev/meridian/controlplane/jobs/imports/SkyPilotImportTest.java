package dev.meridian.controlplane.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.imports.ImportedJob;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.JobType;
import dev.meridian.controlplane.jobs.model.spec.TaskGroupSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tasks of SkyPilot.
class SkyPilotImportTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accelerators: A100:8 | 1 A100:8",
                "accelerators: {H100: 4} | 1 H100:4",
                "accelerators: T4:0.5 | 1 T4:0.5",
                "accelerators: A100-80GB | 1 A100:1",
                "accelerators: [A100:2, V100:2] | 1 gpu:2",
                "accelerators: {A100: 1, V100: 4} | 1 A100:1",
                "cpus: 4+ | 1 -",
            })
    void devicesAreCarriedOver(String resources, String expected) {
        assertThat(Converted.groups(Converted.spec("resources: {" + resources + "}\nrun: a\n")))
                .isEqualTo("main " + expected);
    }

    @Test
    void everythingElseHasItsPlaceOrItsReason() {
        var job =
                Converted.job(
                        """
                        name: train
                        workdir: .
                        num_nodes: 2
                        resources:
                          any_of:
                          - {infra: aws/us-east-1, accelerators: A100-80GB:8}
                          - {cloud: gcp, region: europe-west4, accelerators: H100:8}
                          use_spot: yes
                          cpus: 8
                          memory: 4x
                          disk_size: 256
                          image_id: docker:repo/train:1
                          job_recovery: {strategy: EAGER, max_restarts_on_errors: 3}
                          autostop: 10
                        envs: {EPOCHS: 3, NAME: null}
                        secrets: {HF_TOKEN: hidden}
                        file_mounts: {/data: "s3://bucket/data"}
                        setup: pip install x
                        run: torchrun --nnodes $SKYPILOT_NUM_NODES --node_rank $SKYPILOT_NODE_RANK
                        """);
        JobSpec spec = job.spec();
        TaskGroupSpec group = spec.taskGroups().getFirst();
        assertThat(Converted.groups(spec)).isEqualTo("main 2(2) gpu:8");
        assertThat(group.constraints())
                .extracting(Object::toString)
                .containsExactly("provider in [aws, gcp]", "gpu.model in [A100, H100]");
        assertThat(spec.placement().anyOf())
                .extracting(place -> place.region() + " " + place.spot())
                .containsExactly("us-east-1 true", "europe-west4 true");
        assertThat(group.resources().cpu().cores()).isEqualTo(8);
        assertThat(group.resources().memory()).hasToString("32Gi");
        assertThat(group.resources().disk()).hasToString("256Gi");
        assertThat(group.task().image()).isEqualTo("repo/train:1");
        assertThat(group.task().env()).containsEntry("EPOCHS", "3").doesNotContainKey("NAME");
        assertThat(group.task().secrets().getFirst().name()).isEqualTo("hf-token");
        assertThat(job.json()).doesNotContain("hidden");
        assertThat(spec.retry().max()).isEqualTo(3);
        assertThat(group.task().command().get(2))
                .contains(
                        "export SKYPILOT_NODE_RANK=\"${RANK:-0}\"",
                        "export SKYPILOT_NUM_NODES=\"2\"");
        assertThat(Converted.remarks(job))
                .anyMatch(one -> one.contains("left out: NAME has no value"))
                .anyMatch(
                        one -> one.contains("left out: the working folder . is not brought along"))
                .anyMatch(
                        one -> one.contains("left out: the storage s3://bucket/data is not copied"))
                .anyMatch(one -> one.contains("not needed: autostop"));
    }

    @Test
    void aServiceIsAService() {
        ImportedJob job =
                Converted.job(
                        "{name: s, service: {readiness_probe: /health, replica_policy: {min_replicas: 2, max_replicas: 5}},"
                                + " resources: {ports: 8080, cpus: 2, memory: 4}, run: serve}");
        assertThat(job.spec().type()).isEqualTo(JobType.SERVICE);
        assertThat(job.json())
                .contains("\"service\":{\"port\":8080,\"health\":{\"path\":\"/health\"}}")
                .contains("\"scaling\":{\"min\":2,\"max\":5}");
        assertThat(job.spec().taskGroups().getFirst().instances()).isEqualTo(2);
    }

    @Test
    void severalTasksArePipelineOfGroups() {
        JobSpec spec =
                Converted.spec(
                        "name: p\n---\nname: one\nrun: a\n---\nname: two\nnum_nodes: 2\nrun: b\n");
        assertThat(spec.name()).isEqualTo("p");
        assertThat(Converted.groups(spec)).isEqualTo("one 1 -, two 2(2) -");
        assertThat(spec.taskGroups().get(1).dependsOn()).isEqualTo(List.of("one"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resources: {accelerators: A100} | there is nothing to do",
                "{num_nodes: 0, run: a} | num_nodes is 0",
                "{resources: {accelerators: A100:1.5}, run: a} | nobody can have 1.5 devices",
                "{resources: {cpus: many}, run: a} | cpus is no amount",
                "{resources: [a], run: a} | resources",
                "{run: [a]} | run is no text",
            })
    void whatCannotBeIsRefused(String file, String reason) {
        assertThat(Converted.refusal(file)).contains(reason);
    }
}
