package dev.meridian.controlplane.jobs.imports.kubernetes;

import dev.meridian.controlplane.jobs.imports.JobDraft;
import dev.meridian.controlplane.jobs.imports.Part;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kinds of objects that are jobs.
@SuppressWarnings("ImmutableEnumChecker") // mappers hold nothing
enum JobKind {
    JOB("batch", "Job", BatchJob::into),
    CRON_JOB("batch", "CronJob", CronJob::into),
    POD("", "Pod", BarePod::into),
    JOB_SET("jobset.x-k8s.io", "JobSet", JobSetJob::into),
    PYTORCH("kubeflow.org", "PyTorchJob", TrainingJob.of("pytorchReplicaSpecs")),
    TENSORFLOW("kubeflow.org", "TFJob", TrainingJob.of("tfReplicaSpecs")),
    MPI("kubeflow.org", "MPIJob", TrainingJob.of("mpiReplicaSpecs")),
    PADDLE("kubeflow.org", "PaddleJob", TrainingJob.of("paddleReplicaSpecs")),
    JAX("kubeflow.org", "JAXJob", TrainingJob.of("jaxReplicaSpecs")),
    XGBOOST("kubeflow.org", "XGBoostJob", TrainingJob.of("xgbReplicaSpecs")),
    MXNET("kubeflow.org", "MXJob", TrainingJob.of("mxReplicaSpecs")),
    VOLCANO("batch.volcano.sh", "Job", VolcanoJob::into),
    RAY_JOB("ray.io", "RayJob", Ray::job),
    RAY_CLUSTER("ray.io", "RayCluster", Ray::cluster);

    /// Makes a job of an object.
    @FunctionalInterface
    interface Mapper {
        void into(JobDraft job, Part root, Beside beside);
    }

    private final String group;
    private final String kind;
    private final Mapper mapper;

    JobKind(String group, String kind, Mapper mapper) {
        this.group = group;
        this.kind = kind;
        this.mapper = mapper;
    }

    Mapper mapper() {
        return mapper;
    }

    static Optional<JobKind> of(Manifest manifest) {
        return Arrays.stream(values())
                .filter(one ->
                        one.group.equals(manifest.group()) && one.kind.equals(manifest.kind()))
                .findFirst();
    }

    static String names() {
        return "jobs are "
                + Arrays.stream(values())
                        .map(one -> one.kind + (one.group.isEmpty() ? "" : " (" + one.group + ")"))
                        .collect(Collectors.joining(", "));
    }
}
