package dev.meridian.controlplane.rest.tenancy;

import dev.meridian.controlplane.jobs.model.spec.Quantities;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.projects.model.Limits;
import org.jspecify.annotations.Nullable;

/// Limits as they are written in job specs: `{cpu: "64", memory: "512Gi", accelerators: 8}`;
/// absent: none.
record LimitsView(@Nullable String cpu, @Nullable String memory, @Nullable Integer accelerators) {

    static LimitsView of(Limits limits) {
        return new LimitsView(
                limits.cpu() == null ? null : limits.cpu().toString(),
                limits.memory() == null ? null : limits.memory().toString(),
                limits.accelerators());
    }

    static Limits limits(@Nullable LimitsView view, Checks checks, String pointer) {
        if (view == null) {
            return Limits.NONE;
        }
        boolean counted = view.accelerators == null || view.accelerators >= 0;
        checks.that(counted, pointer + "/accelerators", "Accelerators cannot be negative.", "");
        return new Limits(
                cpu(view.cpu, checks, pointer + "/cpu"),
                memory(view.memory, checks, pointer + "/memory"),
                counted ? view.accelerators : null);
    }

    private static @Nullable Millicores cpu(@Nullable String text, Checks checks, String pointer) {
        try {
            return text == null ? null : Quantities.cpu(text);
        } catch (ArithmeticException | IllegalArgumentException e) {
            checks.that(
                    false,
                    pointer,
                    "\"" + text + "\" is no amount of CPU.",
                    "Cores (0.5, 64) or thousandths (500m).");
            return null;
        }
    }

    private static @Nullable Mebibytes memory(
            @Nullable String text, Checks checks, String pointer) {
        try {
            return text == null ? null : Quantities.memory(text);
        } catch (ArithmeticException | IllegalArgumentException e) {
            checks.that(
                    false,
                    pointer,
                    "\"" + text + "\" is no amount of memory.",
                    "A number with Ki, Mi, Gi or Ti.");
            return null;
        }
    }
}
