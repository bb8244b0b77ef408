package dev.meridian.controlplane.console.drills;

import dev.meridian.controlplane.console.forms.Choice;
import dev.meridian.controlplane.console.forms.Form;
import dev.meridian.controlplane.dispatch.model.DrillOrder;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.spec.Durations;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The order to drill, as a form tells it: a job, a project or everything, and one of them.
final class DrillForm {
    static final List<Choice> LIMITS =
            List.of(
                    new Choice("", "ten minutes after the longest lease"),
                    new Choice("5m", "5 minutes"),
                    new Choice("20m", "20 minutes"),
                    new Choice("1h", "an hour"),
                    new Choice("6h", "6 hours"));

    private DrillForm() {}

    static boolean mayOrder(Caller caller) {
        return caller.may(Role.OPERATOR, null);
    }

    /// Empty after noting what is wrong.
    static Optional<DrillOrder> order(Form form, String by) {
        String region = form.name("region");
        @Nullable String project = form.has("project") ? form.name("project") : null;
        boolean everything = form.value("everything").equals("true");
        long chosen =
                Stream.of(form.has("job"), project != null, everything)
                        .filter(given -> given)
                        .count();
        if (chosen != 1) {
            form.wrong("job", "Give a job, a project or everything, and one of them.");
        }
        Set<JobId> jobs = form.has("job") ? job(form) : Set.of();
        if (LIMITS.stream().noneMatch(one -> one.value().equals(form.value("within")))) {
            form.wrong("within", "Choose one of them.");
        }
        String reason = form.text("reason");
        return form.good()
                ? Optional.of(
                        new DrillOrder(
                                new RegionName(region),
                                jobs,
                                project,
                                everything,
                                form.has("within") ? Durations.parse(form.value("within")) : null,
                                reason,
                                by))
                : Optional.empty();
    }

    private static Set<JobId> job(Form form) {
        try {
            return Set.of(new JobId(UUID.fromString(form.value("job"))));
        } catch (IllegalArgumentException _) {
            form.wrong("job", "This is no id of a job; its page has it in the address.");
            return Set.of();
        }
    }
}
