package dev.meridian.controlplane.support;

import dev.meridian.controlplane.jobs.JobSpecReader;
import dev.meridian.controlplane.jobs.SpecFormat;
import dev.meridian.controlplane.jobs.SpecReading;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.PriorityClasses;
import dev.meridian.controlplane.kernel.model.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Job specs for tests, written as users write them.
public final class Specs {

    private static final JobSpecReader READER = new JobSpecReader(PriorityClasses.STANDARD);

    private Specs() {}

    /// @throws AssertionError when the text is no valid spec
    public static JobSpec yaml(String text) {
        SpecReading reading = READER.read(text.getBytes(StandardCharsets.UTF_8), SpecFormat.YAML);
        if (reading instanceof SpecReading.Accepted(JobSpec spec, List<String> _)) {
            return spec;
        }
        throw new AssertionError(reading + "\n" + text);
    }

    /// One group `main` of so many instances with the standard resources.
    public static JobSpec of(String name, int count) {
        return yaml(
                "{name: "
                        + name
                        + ", taskGroups: [{count: "
                        + count
                        + ", task: {command: [\"true\"]}}]}");
    }

    public static String smallest() {
        return "{\"name\": \"a\", \"taskGroups\": [{\"task\": {\"command\": [\"true\"]}}]}";
    }

    public static SpecReading read(String text, SpecFormat format) {
        return READER.read(text.getBytes(StandardCharsets.UTF_8), format);
    }

    /// Empty when the spec is accepted.
    public static List<Refusal> refusals(SpecReading reading) {
        return switch (reading) {
            case SpecReading.Accepted _ -> List.of();
            case SpecReading.Unparsable(List<Refusal> refusals) -> refusals;
            case SpecReading.Impossible(List<Refusal> refusals) -> refusals;
        };
    }

    /// A spec in which every field there is, is given.
    public static String everything() {
        try (var in = Specs.class.getResourceAsStream("/specs/everything.yaml")) {
            return new String(
                    java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
