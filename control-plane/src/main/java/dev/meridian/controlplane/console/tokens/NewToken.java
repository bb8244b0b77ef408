package dev.meridian.controlplane.console.tokens;

import dev.meridian.controlplane.console.forms.Choice;
import dev.meridian.controlplane.console.forms.Form;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.projects.model.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A token as it was asked for.
///
/// @param expiresAt null: never
record NewToken(String name, Scope scope, @Nullable Instant expiresAt) {
    static final List<Choice> LIVES =
            List.of(
                    new Choice("1", "a day"),
                    new Choice("7", "a week"),
                    new Choice("30", "30 days"),
                    new Choice("90", "90 days"),
                    new Choice("365", "a year"),
                    new Choice("", "without end"));

    /// Notes in the form what is wrong with it.
    static NewToken of(Form form, Instant now) {
        String name = form.text("name");
        if (name.isEmpty()) {
            form.wrong("name", "Say what the token is for.");
        }
        Role role = form.role("role").orElse(null);
        String project = form.has("project") ? form.value("project") : null;
        if (role != null && !role.withinProject() && project != null) {
            form.wrong("project", "The role " + role.label() + " is not bound to a project.");
            project = null;
        }
        return new NewToken(name, new Scope(role, project), end(form, now));
    }

    private static @Nullable Instant end(Form form, Instant now) {
        String days = form.value("days");
        if (LIVES.stream().noneMatch(life -> life.value().equals(days))) {
            form.wrong("days", "Choose one of them.");
        } else if (!days.isEmpty()) {
            return now.plus(Duration.ofDays(Long.parseLong(days)));
        }
        return null;
    }
}
