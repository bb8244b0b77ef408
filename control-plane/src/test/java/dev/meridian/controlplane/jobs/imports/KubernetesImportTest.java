package dev.meridian.controlplane.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.ImportReading;
import dev.meridian.controlplane.jobs.model.spec.ArraySpec;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.TaskGroupSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Kubernetes' own jobs, and what their pods ask for.
class KubernetesImportTest {

    private static final String JOB =
            """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: a, labels: {team: nlp}}
            spec:
              backoffLimit: 2
              %s
              template:
                spec:
                  containers: [{name: c, image: i, command: [run], resources: {limits: {memory: 1Gi}}}]
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parallelism: 1 | 1 -",
                "{} | 1 -",
                "{parallelism: 3, completions: 3} | 3 -",
                "{completionMode: Indexed, completions: 5, parallelism: 2} | array 5 at 2",
                "{completions: 10, parallelism: 4} | array 10 at 4",
            })
    void completionsBecomeInstancesOrAnArray(String fields, String expected) {
        String flow = fields.replaceAll("[{}]", "").replace(", ", "\n  ");
        TaskGroupSpec group = Converted.group(JOB.formatted(flow));
        ArraySpec array = group.array();
        assertThat(
                        array == null
                                ? group.instances() + " -"
                                : "array " + array.size() + " at " + array.maxRunning())
                .isEqualTo(expected);
    }

    @Test
    void anIndexedPodFindsItsIndex() {
        TaskGroupSpec group =
                Converted.group(JOB.formatted("completionMode: Indexed\n  completions: 2"));
        assertThat(group.task().command())
                .containsExactly(
                        "sh",
                        "-c",
                        "export JOB_COMPLETION_INDEX=\"$MERIDIAN_ARRAY_INDEX\"; exec \"$@\"",
                        "sh",
                        "run");
    }

    @Test
    void everythingOfAPodHasItsPlace() {
        var job =
                Converted.job(
                        """
                        apiVersion: batch/v1
                        kind: Job
                        metadata:
                          name: train
                          labels: {kueue.x-k8s.io/queue-name: research}
                        spec:
                          activeDeadlineSeconds: 3600
                          backoffLimit: 0
                          suspend: true
                          template:
                            metadata: {labels: {app: train}}
                            spec:
                              priorityClassName: high-priority
                              nodeSelector:
                                nvidia.com/gpu.product: NVIDIA-A100-SXM4-80GB
                                topology.kubernetes.io/zone: a
                                kubernetes.io/arch: arm64
                                disk: ssd
                              affinity:
                                nodeAffinity:
                                  requiredDuringSchedulingIgnoredDuringExecution:
                                    nodeSelectorTerms:
                                    - matchExpressions:
                                      - {key: karpenter.sh/capacity-type, operator: In, values: [spot]}
                                      - {key: gpu.memory, operator: Gt, values: ["40"]}
                                  preferredDuringSchedulingIgnoredDuringExecution:
                                  - weight: 30
                                    preference:
                                      matchExpressions: [{key: rack, operator: In, values: [r1, r2]}]
                                podAntiAffinity:
                                  requiredDuringSchedulingIgnoredDuringExecution:
                                  - labelSelector: {matchLabels: {app: train}}
                                    topologyKey: kubernetes.io/hostname
                              tolerations:
                              - {key: nvidia.com/gpu, operator: Exists, effect: NoSchedule}
                              - {operator: Exists}
                              initContainers: [{name: fetch, image: b}]
                              containers:
                              - name: main
                                image: repo/train:1
                                command: [python, train.py, --epochs=$(EPOCHS)]
                                workingDir: /work
                                env:
                                - {name: EPOCHS, value: "3"}
                                - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
                                - {name: TOKEN, valueFrom: {secretKeyRef: {name: hf, key: token}}}
                                - {name: MODE, valueFrom: {configMapKeyRef: {name: conf, key: mode}}}
                                resources:
                                  requests: {cpu: 500m, memory: 1G, rdma/hca: 1}
                                  limits: {cpu: 2, memory: 2Gi, nvidia.com/gpu: 8, ephemeral-storage: 10Gi}
                              - {name: side, image: s}
                        ---
                        {apiVersion: v1, kind: ConfigMap, metadata: {name: conf}, data: {mode: fast}}
                        """);
        JobSpec spec = job.spec();
        TaskGroupSpec group = spec.taskGroups().getFirst();
        assertThat(spec.queue()).isEqualTo("research");
        assertThat(spec.priorityClass()).isEqualTo("high");
        assertThat(spec.runtime().max()).isEqualTo(Duration.ofHours(1));
        assertThat(spec.placement().anyOf().getFirst().spot()).isTrue();
        assertThat(group.resources().accelerators()).hasToString("A100:8");
        assertThat(group.resources().cpu().cores()).isEqualTo(0.5);
        assertThat(group.resources().memory()).hasToString("2Gi");
        assertThat(group.resources().disk()).hasToString("10Gi");
        assertThat(group.constraints())
                .extracting(Object::toString)
                .containsExactly("zone = a", "arch = aarch64", "disk = ssd", "gpu.memory > 40");
        assertThat(group.affinities().getFirst().weight()).isEqualTo(30);
        assertThat(group.spread().getFirst().maxPerDomain()).isEqualTo(1);
        assertThat(group.tolerations()).hasSize(1);
        assertThat(group.task().image()).isEqualTo("repo/train:1");
        assertThat(group.task().env()).containsEntry("EPOCHS", "3").containsEntry("MODE", "fast");
        assertThat(group.task().secrets().getFirst().name()).isEqualTo("hf.token");
        assertThat(group.task().command())
                .containsExactly(
                        "sh",
                        "-c",
                        "export NODE=\"$MERIDIAN_NODE\"; cd /work && exec \"$@\"",
                        "sh",
                        "python",
                        "train.py",
                        "--epochs=3");
        assertThat(Converted.remarks(job))
                .anyMatch(one -> one.contains("left out: a toleration of every taint"))
                .anyMatch(one -> one.contains("left out: the container side beside the first"))
                .anyMatch(one -> one.contains("left out: the container fetch, which runs first"))
                .anyMatch(one -> one.contains("left out: rdma/hca has no counterpart"))
                .anyMatch(one -> one.contains("left out: suspend is not carried over"))
                .anyMatch(one -> one.contains("changed: asks for the label disk"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nvidia.com/gpu: 2 | gpu:2",
                "amd.com/gpu: 1 | gpu:1",
                "nvidia.com/mig-1g.10gb: 1 | gpu:0.143",
                "nvidia.com/mig-3g.20gb: 2 | gpu:0.858",
                "nvidia.com/mig-7g.80gb: 1 | gpu:1",
            })
    void devicesAreCounted(String resource, String expected) {
        String job = JOB.formatted("").replace("memory: 1Gi", "memory: 1Gi, " + resource);
        assertThat(Converted.group(job).resources().accelerators()).hasToString(expected);
    }

    @Test
    void sharesAndClaimsAreDevicesToo() {
        String share =
                "{apiVersion: v1, kind: Pod, metadata: {name: p, annotations: {gpu-fraction: '0.25'}}, spec: {containers: [{image: i}]}}";
        assertThat(Converted.group(share).resources().accelerators()).hasToString("gpu:0.25");
        String claim =
                """
                apiVersion: resource.k8s.io/v1
                kind: ResourceClaimTemplate
                metadata: {name: two}
                spec: {spec: {devices: {requests: [{name: g, exactly: {deviceClassName: gpu.nvidia.com, count: 2}}]}}}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  resourceClaims: [{name: gpus, resourceClaimTemplateName: two}]
                  containers: [{image: i}]
                """;
        assertThat(Converted.group(claim).resources().accelerators()).hasToString("gpu:2");
    }

    @Test
    void theYoungestOfMergedFieldsAndOldTruthsCount() {
        String job =
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  x: &base {image: i, command: [a]}
                  restartPolicy: Never
                  containers:
                  - <<: *base
                    command: [b]
                """;
        assertThat(Converted.group(job).task().command()).containsExactly("b");
    }

    @Test
    void severalJobsOfAFileAreSeveralJobs() {
        String two =
                JOB.formatted("")
                        + "---\n"
                        + JOB.formatted("").replace("name: a", "name: b")
                        + "---\n{apiVersion: v1, kind: Service, metadata: {name: s}}\n";
        var reading = (ImportReading.Converted) Converted.read(two);
        assertThat(reading.jobs()).extracting(job -> job.spec().name()).containsExactly("a", "b");
        assertThat(reading.jobs()).extracting(job -> job.document()).containsExactly(0, 1);
        assertThat(reading.jobs().get(1).line()).isEqualTo(11);
        assertThat(reading.remarks().getFirst().detail()).isEqualTo("Service s is no job");
        String list =
                "{apiVersion: v1, kind: List, items: ["
                        + "{apiVersion: v1, kind: Pod, metadata: {name: %s}, spec: {containers: [{image: i}]}},"
                                .formatted("x")
                                .repeat(2)
                        + "]}";
        assertThat(Converted.jobs(list)).hasSize(2);
    }

    @Test
    void aScheduleIsLeftOut() {
        var job =
                Converted.job(
                        "{apiVersion: batch/v1, kind: CronJob, metadata: {name: n}, spec: {schedule: '0 3 * * *', jobTemplate: {spec: {template: {spec: {containers: [{image: i}]}}}}}}");
        assertThat(Converted.remarks(job))
                .anyMatch(one -> one.contains("the schedule 0 3 * * * is not carried over"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{apiVersion: batch/v1, kind: Job} | the Job has no spec",
                "{apiVersion: batch/v1, kind: Job, spec: {template: {}}} | the pod has no containers",
                "{apiVersion: batch/v1} | the object has no kind",
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}} | only Deployment d; for a Deployment write a job with type: service",
                "{apiVersion: batch/v1, kind: Job, spec: {parallelism: many, template: {spec: {containers: [{image: i}]}}}} | parallelism is the text",
                "{apiVersion: batch/v1, kind: Job, spec: {completions: 0, template: {spec: {containers: [{image: i}]}}}} | makes no job",
                "{apiVersion: v1, kind: Pod, spec: {containers: [{image: i, resources: {limits: {memory: lots}}}]}} | memory is no amount",
                "{apiVersion: kubeflow.org/v1, kind: PyTorchJob, spec: {}} | has no pytorchReplicaSpecs",
                "{apiVersion: ray.io/v1, kind: RayJob, spec: {}} | brings no cluster of its own",
            })
    void whatIsNoJobIsRefused(String file, String reason) {
        assertThat(Converted.refusal(file)).contains(reason);
    }

    @Test
    void templatesAndCopiesAreNamed() {
        assertThat(Converted.refusal("a: {{ .Values.b }}\n")).isNotBlank();
        assertThat(Converted.refusal("kind: Job\nkind: Job\n")).contains("given twice");
        assertThat(List.of(Converted.refusal(""), Converted.refusal("# nothing\n")))
                .allMatch(reason -> reason.startsWith("the file"));
    }
}
