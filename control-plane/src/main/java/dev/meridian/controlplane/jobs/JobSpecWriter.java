package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.spec.SpecRecords;
import java.util.List;

/// Writes job specs as they are stored and shown.
public final class JobSpecWriter {

    private JobSpecWriter() {}

    /// The whole spec, defaults filled; [JobSpecReader#fromJson] reads the very same spec from it.
    public static String toJson(JobSpec spec) {
        return SpecRecords.json(spec);
    }

    /// The same for people.
    public static String toYaml(JobSpec spec) {
        return SpecRecords.yaml(spec);
    }

    /// Pointers of what the spec asks for that changes nothing yet.
    public static List<String> notYetEffective(JobSpec spec) {
        return SpecRecords.withoutEffect(spec);
    }
}
