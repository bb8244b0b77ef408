package dev.meridian.controlplane.jobs.model.spec;

import java.util.List;
import java.util.regex.Pattern;

/// Jurisdictions that a job and its data never leave. A region without a jurisdiction satisfies
/// none.
public record ResidencySpec(
        @Says("jurisdictions of regions in which the job may run, such as EU") List<String> allow) {

    private static final Pattern JURISDICTION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    public ResidencySpec {
        allow = List.copyOf(allow);
        Checks checks = Checks.of().size("allow", allow, 1, 100);
        for (int i = 0; i < allow.size(); i++) {
            checks.matches(
                    "allow/" + i,
                    allow.get(i),
                    JURISDICTION,
                    "use a short name such as EU, DE or US-CA");
        }
        checks.orThrow();
    }
}
