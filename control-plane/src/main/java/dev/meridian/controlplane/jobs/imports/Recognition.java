package dev.meridian.controlplane.jobs.imports;

import dev.meridian.controlplane.jobs.model.imports.ImportFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Finds out what a file is, or says what it is not.
final class Recognition {

    private static final List<String> OF_SKYPILOT =
            List.of("run", "setup", "resources", "num_nodes", "file_mounts", "envs", "workdir");

    /// Within a line each: what may go on over lines is sought from every line to the last.
    private static final Map<Pattern, String> SCRIPTS =
            Map.of(
                    Pattern.compile("^#PBS\\s", Pattern.MULTILINE), "a batch script of PBS",
                    Pattern.compile("^#BSUB\\s", Pattern.MULTILINE), "a batch script of LSF",
                    Pattern.compile("^#\\$[ \\t]+-", Pattern.MULTILINE),
                            "a batch script of Grid Engine",
                    Pattern.compile("^#COBALT\\s", Pattern.MULTILINE), "a batch script of Cobalt",
                    Pattern.compile("^[ \\t]*job[ \\t]+\"[^\"\\n]*\"[ \\t]*\\{", Pattern.MULTILINE),
                            "a job of Nomad");

    private static final Map<String, String> OTHERS =
            Map.of(
                    "taskGroups", "is a job of Meridian already: submit it",
                    "services",
                            "looks like a file of Docker Compose, which runs services and no jobs",
                    "jobs", "looks like a workflow of a build server",
                    "stages", "looks like a pipeline of a build server",
                    "AWSTemplateFormatVersion", "is a template of CloudFormation");

    private Recognition() {}

    static void refuseOtherScripts(String text) {
        SCRIPTS.forEach((sign, what) -> {
            if (sign.matcher(text).find()) {
                throw NotImportable.because("this is " + what + ", which is not read", known());
            }
        });
        if (text.startsWith("#!")) {
            throw NotImportable.because(
                    "this is a script without options of Slurm: no line begins with #SBATCH",
                    "add them, or read it as it is with format=slurm");
        }
    }

    static ImportFormat of(List<Document> documents) {
        for (Document document : documents) {
            Part root = document.root();
            if (root.at("kind").isThere() || root.at("apiVersion").isThere()) {
                return ImportFormat.KUBERNETES;
            }
        }
        for (Document document : documents) {
            Part root = document.root();
            OTHERS.forEach((field, what) -> {
                if (root.at(field).isThere() && !root.at("run").isThere()) {
                    throw NotImportable.because("this " + what, known());
                }
            });
            if (OF_SKYPILOT.stream().anyMatch(field -> root.at(field).isThere())) {
                return ImportFormat.SKYPILOT;
            }
        }
        throw NotImportable.because(
                "this is none of the job files that are known: it has neither apiVersion and kind"
                        + " (Kubernetes), nor run, setup or resources (SkyPilot), nor a line that"
                        + " begins with #SBATCH (Slurm)",
                known());
    }

    private static String known() {
        return "read are Kubernetes manifests (Job, CronJob, Pod, JobSet, the jobs of Kubeflow,"
                + " Volcano and Ray), tasks of SkyPilot and batch scripts of Slurm";
    }
}
