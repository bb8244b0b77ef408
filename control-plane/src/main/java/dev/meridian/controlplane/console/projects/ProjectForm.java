package dev.meridian.controlplane.console.projects;

import dev.meridian.controlplane.console.forms.Form;
import dev.meridian.controlplane.jobs.model.spec.Quantities;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.projects.model.Limits;
import dev.meridian.controlplane.projects.model.Project;
import dev.meridian.controlplane.projects.model.Queue;
import dev.meridian.controlplane.projects.model.Redundancy;
import java.time.Instant;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads projects and queues from what was filled in, and the other way round.
final class ProjectForm {

    private ProjectForm() {}

    static Project project(Form form, String name, Instant createdAt) {
        return new Project(
                        name,
                        form.text("description"),
                        form.has("defaultQueue") ? form.name("defaultQueue") : Project.DEFAULT,
                        limits(form),
                        Arrays.stream(form.value("residency").split("[,\\s]+", -1))
                                .filter(one -> !one.isEmpty())
                                .collect(Collectors.toSet()),
                        createdAt,
                        0)
                .copying(redundancy(form));
    }

    private static @Nullable Redundancy redundancy(Form form) {
        if (!form.has("regions")) {
            return null;
        }
        if (form.value("regions").matches("\\d{1,2}")) {
            int regions = Integer.parseInt(form.value("regions"));
            if (Redundancy.isPossible(regions)) {
                return new Redundancy(regions, form.value("active").equals("true"));
            }
        }
        form.wrong(
                "regions",
                "From %d to %d, or nothing.".formatted(Redundancy.FEWEST, Redundancy.MOST));
        return null;
    }

    static Form of(Project project) {
        @Nullable Redundancy copies = project.redundancy();
        return limits(Form.empty("project"), project.ceilings())
                .with("regions", copies == null ? null : copies.regions())
                .with("active", copies != null && copies.active())
                .with("description", project.description())
                .with("defaultQueue", project.defaultQueue())
                .with("residency", String.join(", ", new TreeSet<>(project.residency())))
                .with("version", project.version());
    }

    static Queue queue(Form form, String project, String name) {
        return new Queue(
                project,
                name,
                form.has("parent") ? form.name("parent") : null,
                weight(form),
                limits(form),
                form.value("borrowing").equals("true"),
                form.value("suspended").equals("true"),
                0);
    }

    static Form of(Queue queue) {
        return limits(Form.empty("queue"), queue.quota())
                .with("parent", queue.parent())
                .with("weight", Double.toString(queue.weight()).replaceFirst("\\.0$", ""))
                .with("borrowing", queue.borrowing())
                .with("suspended", queue.suspended())
                .with("version", queue.version());
    }

    private static Form limits(Form form, Limits limits) {
        return form.with("cpu", limits.cpu())
                .with("memory", limits.memory())
                .with("accelerators", limits.accelerators());
    }

    private static double weight(Form form) {
        try {
            double weight = form.has("weight") ? Double.parseDouble(form.value("weight")) : 1;
            if (weight > 0 && Double.isFinite(weight)) {
                return weight;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        form.wrong("weight", "A number above 0.");
        return 1;
    }

    private static Limits limits(Form form) {
        return new Limits(cpu(form), memory(form), accelerators(form));
    }

    private static @Nullable Millicores cpu(Form form) {
        try {
            return form.has("cpu") ? Quantities.cpu(form.value("cpu")) : null;
        } catch (ArithmeticException | IllegalArgumentException _) {
            form.wrong("cpu", "Cores (0.5, 64) or thousandths (500m).");
            return null;
        }
    }

    private static @Nullable Mebibytes memory(Form form) {
        try {
            return form.has("memory") ? Quantities.memory(form.value("memory")) : null;
        } catch (ArithmeticException | IllegalArgumentException _) {
            form.wrong("memory", "A number with Ki, Mi, Gi or Ti.");
            return null;
        }
    }

    private static @Nullable Integer accelerators(Form form) {
        try {
            if (!form.has("accelerators")) {
                return null;
            }
            int count = Integer.parseInt(form.value("accelerators"));
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        form.wrong("accelerators", "A whole number.");
        return null;
    }

    /// The version that was read when the form was made; null: whatever it is now.
    static @Nullable Long version(Form form) {
        return form.value("version").matches("\\d{1,18}")
                ? Long.valueOf(form.value("version"))
                : null;
    }
}
