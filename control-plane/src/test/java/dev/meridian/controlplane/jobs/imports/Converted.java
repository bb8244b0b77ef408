package dev.meridian.controlplane.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.ImportReading;
import dev.meridian.controlplane.jobs.Imports;
import dev.meridian.controlplane.jobs.JobSpecReader;
import dev.meridian.controlplane.jobs.SpecFormat;
import dev.meridian.controlplane.jobs.SpecReading;
import dev.meridian.controlplane.jobs.model.imports.ImportFormat;
import dev.meridian.controlplane.jobs.model.imports.ImportedJob;
import dev.meridian.controlplane.jobs.model.spec.AcceleratorRequest;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.PriorityClasses;
import dev.meridian.controlplane.jobs.model.spec.TaskGroupSpec;
import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.support.Specs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// Foreign files as the service reads them.
final class Converted {

    private static final Imports IMPORTS =
            new Imports(new JobSpecReader(PriorityClasses.STANDARD), PriorityClasses.STANDARD);

    private Converted() {}

    static ImportReading read(byte[] file, String name) {
        return IMPORTS.read(file, ImportFormat.AUTO, name);
    }

    static ImportReading read(String file) {
        return read(file.getBytes(StandardCharsets.UTF_8), "");
    }

    static List<ImportedJob> jobs(String file) {
        return switch (read(file)) {
            case ImportReading.Converted converted -> checked(converted);
            case ImportReading.Unparsable refused -> throw new AssertionError(refused);
            case ImportReading.Impossible refused -> throw new AssertionError(refused);
        };
    }

    static ImportedJob job(String file) {
        List<ImportedJob> jobs = jobs(file);
        assertThat(jobs).hasSize(1);
        return jobs.getFirst();
    }

    static JobSpec spec(String file) {
        return job(file).spec();
    }

    static TaskGroupSpec group(String file) {
        return spec(file).taskGroups().getFirst();
    }

    /// Why a file is refused.
    static String refusal(String file) {
        return refusal(read(file));
    }

    static String refusal(ImportReading reading) {
        List<Refusal> refusals =
                switch (reading) {
                    case ImportReading.Converted converted -> throw new AssertionError(converted);
                    case ImportReading.Unparsable(List<Refusal> all) -> all;
                    case ImportReading.Impossible(List<Refusal> all) -> all;
                };
        return refusals.stream().map(Refusal::detail).collect(Collectors.joining("; "));
    }

    /// The remarks on a job, each as `12 left out: …`.
    static List<String> remarks(ImportedJob job) {
        return job.remarks().stream()
                .map(one -> one.line() + " " + one.kind().word() + ": " + one.detail())
                .toList();
    }

    /// Whatever was made is read by the reader of submissions as the very same job, from either
    /// notation.
    static List<ImportedJob> checked(ImportReading.Converted converted) {
        assertThat(converted.jobs()).isNotEmpty();
        for (ImportedJob job : converted.jobs()) {
            assertThat(accepted(job.yaml(), SpecFormat.YAML)).isEqualTo(job.spec());
            assertThat(accepted(job.json(), SpecFormat.JSON)).isEqualTo(job.spec());
        }
        return converted.jobs();
    }

    private static JobSpec accepted(String text, SpecFormat format) {
        SpecReading reading = Specs.read(text, format);
        if (reading instanceof SpecReading.Accepted(JobSpec spec, List<String> _)) {
            return spec;
        }
        throw new AssertionError(reading + "\n" + text);
    }

    /// As `head* 1 gpu:1, worker* 2(2) gpu:1`.
    static String groups(JobSpec spec) {
        return spec.taskGroups().stream().map(Converted::group).collect(Collectors.joining(", "));
    }

    private static String group(TaskGroupSpec group) {
        AcceleratorRequest devices = group.resources().accelerators();
        return group.name()
                + (group.gangGroup() == null ? "" : "*")
                + " "
                + group.instances()
                + (group.minCount() == null ? "" : "(" + group.minCount() + ")")
                + " "
                + (devices == null ? "-" : devices.toString());
    }
}
