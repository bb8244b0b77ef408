package dev.meridian.controlplane.jobs.spec;

import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.kernel.model.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The way between trees and job specs, for the services of `jobs`.
public final class SpecRecords {

    /// @param spec null when there are refusals
    public record Walked(
            @Nullable JobSpec spec, List<Refusal> unparsable, List<Refusal> impossible) {}

    private static final RecordKind JOB = RecordKind.of(JobSpec.class);

    private SpecRecords() {}

    public static Walked read(SpecTree tree, String pointer) {
        var walk = new SpecWalk();
        var spec = (JobSpec) walk.record(JOB, tree, pointer);
        return new Walked(spec, walk.unparsable(), walk.impossible());
    }

    public static String json(JobSpec spec) {
        return JsonText.of(RecordTree.of(spec));
    }

    public static String yaml(JobSpec spec) {
        return YamlText.of(RecordTree.of(spec));
    }

    /// Pointers of what the spec asks for that changes nothing yet.
    public static List<String> withoutEffect(JobSpec spec) {
        return WithoutEffect.of(spec);
    }
}
