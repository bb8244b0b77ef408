package dev.meridian.controlplane.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.JobType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Jobs of Kubeflow, Volcano, Ray and JobSet, and the gangs that they are.
class TrainingImportTest {

    private static final String POD =
            "template: {spec: {containers: [{image: i, command: [%s], resources: {limits: {memory: 1Gi}}}]}}";

    private static String pod(String command) {
        return POD.formatted(command);
    }

    private static String kubeflow(String kind, String field, String roles) {
        return "{apiVersion: kubeflow.org/v1, kind: "
                + kind
                + ", metadata: {name: t}, spec: {"
                + field
                + ": {"
                + roles
                + "}}}";
    }

    @Test
    void rolesThatRunTheSameAreOneGang() {
        String roles =
                "Worker: {replicas: 3, " + pod("a") + "}, Master: {replicas: 1, " + pod("a") + "}";
        assertThat(groups(kubeflow("PyTorchJob", "pytorchReplicaSpecs", roles)))
                .isEqualTo("worker 4(4) -");
    }

    @Test
    void rolesThatDifferAreAGangOfGroupsTheMasterFirst() {
        String roles =
                "Worker: {replicas: 3, " + pod("a") + "}, Master: {replicas: 1, " + pod("b") + "}";
        assertThat(groups(kubeflow("PyTorchJob", "pytorchReplicaSpecs", roles)))
                .isEqualTo("master* 1 -, worker* 3(3) -");
    }

    @ParameterizedTest
    @CsvSource({
        "TFJob, tfReplicaSpecs, TF_CONFIG is not set",
        "MPIJob, mpiReplicaSpecs, no host file and no ssh",
        "JAXJob, jaxReplicaSpecs, COORDINATOR_ADDRESS",
        "PaddleJob, paddleReplicaSpecs, PADDLE_* is not set",
        "XGBoostJob, xgbReplicaSpecs, the variables of the tracker",
    })
    void whatTheOperatorWouldHaveSetIsTold(String kind, String field, String told) {
        var job = Converted.job(kubeflow(kind, field, "Worker: {replicas: 2, " + pod("a") + "}"));
        assertThat(Converted.groups(job.spec())).isEqualTo("worker 2(2) -");
        assertThat(Converted.remarks(job)).anyMatch(one -> one.contains(told));
    }

    @Test
    void theRunPolicyCounts() {
        JobSpec spec =
                Converted.spec(
                        "{apiVersion: kubeflow.org/v1, kind: PyTorchJob, metadata: {name: t}, spec: {"
                                + "runPolicy: {backoffLimit: 4, activeDeadlineSeconds: 60, cleanPodPolicy: None,"
                                + " schedulingPolicy: {minAvailable: 2, queue: q, priorityClass: low}},"
                                + " pytorchReplicaSpecs: {Worker: {replicas: 3, restartPolicy: OnFailure, "
                                + pod("a")
                                + "}}}}");
        assertThat(Converted.groups(spec)).isEqualTo("worker 3(2) -");
        assertThat(spec.retry().max()).isEqualTo(4);
        assertThat(spec.queue()).isEqualTo("q");
        assertThat(spec.priorityClass()).isEqualTo("low");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4 | a* 2(2) -, b* 2(2) -",
                "1 | a 2 -, b 2 -",
                "3 | a 2 -, b 2 -",
            })
    void minAvailableMakesTheGangOfAVolcanoJob(int least, String expected) {
        String job =
                "{apiVersion: batch.volcano.sh/v1alpha1, kind: Job, metadata: {name: v}, spec: {minAvailable: "
                        + least
                        + ", tasks: [{name: a, replicas: 2, "
                        + pod("a")
                        + "}, {name: b, replicas: 2, "
                        + pod("b")
                        + "}]}}";
        assertThat(groups(job)).isEqualTo(expected);
        assertThat(Converted.refusal(job.replace("minAvailable: " + least, "minAvailable: 5")))
                .contains("more than the 4 pods");
    }

    @Test
    void aPodGroupOfTheFileTellsTheGang() {
        String file =
                "{apiVersion: scheduling.volcano.sh/v1beta1, kind: PodGroup, metadata: {name: g}, spec: {minMember: 3}}\n---\n"
                        + "{apiVersion: batch/v1, kind: Job, metadata: {name: j, annotations: {scheduling.k8s.io/group-name: g}},"
                        + " spec: {parallelism: 3, completions: 3, "
                        + pod("a")
                        + "}}";
        assertThat(groups(file)).isEqualTo("main 3(3) -");
    }

    @Test
    void aJobSetIsGroupsInTheirOrder() {
        String part =
                "template: {spec: {parallelism: 2, completions: 2, backoffLimit: 1, "
                        + pod("a")
                        + "}}";
        JobSpec spec =
                Converted.spec(
                        "{apiVersion: jobset.x-k8s.io/v1alpha2, kind: JobSet, metadata: {name: s}, spec: {replicatedJobs: ["
                                + "{name: data, "
                                + part
                                + "}, {name: train, replicas: 3, dependsOn: [{name: data, status: Complete}], "
                                + part
                                + "}]}}");
        assertThat(Converted.groups(spec)).isEqualTo("data 2 -, train 6 -");
        assertThat(spec.taskGroups().get(1).dependsOn()).containsExactly("data");
    }

    @Test
    void rayStartsItselfOnTheGang() {
        String cluster =
                "headGroupSpec: {rayStartParams: {num-cpus: '0'}, "
                        + pod("x")
                        + "}, workerGroupSpecs: [{groupName: w, replicas: 2, minReplicas: 2, maxReplicas: 2, "
                        + pod("x")
                        + "}]";
        JobSpec job =
                Converted.spec(
                        "{apiVersion: ray.io/v1, kind: RayJob, metadata: {name: r}, spec: {entrypoint: python a.py, rayClusterSpec: {"
                                + cluster
                                + "}}}");
        assertThat(Converted.groups(job)).isEqualTo("ray 3(3) -");
        assertThat(job.taskGroups().getFirst().task().command().getLast())
                .contains(
                        "ray start --head --port=6379 --num-cpus=0",
                        "python a.py",
                        "$MASTER_ADDR:6379");
        JobSpec service =
                Converted.spec(
                        "{apiVersion: ray.io/v1, kind: RayCluster, metadata: {name: r}, spec: {"
                                + cluster
                                + "}}");
        assertThat(service.type()).isEqualTo(JobType.SERVICE);
        assertThat(service.taskGroups().getFirst().task().command().getLast()).contains("--block");
        JobSpec unlike =
                Converted.spec(
                        "{apiVersion: ray.io/v1, kind: RayCluster, metadata: {name: r}, spec: {"
                                + cluster.replaceFirst("image: i", "image: h")
                                + "}}");
        assertThat(Converted.groups(unlike)).isEqualTo("head* 1 -, w* 2(2) -");
    }

    private static String groups(String file) {
        return Converted.groups(Converted.spec(file));
    }
}
