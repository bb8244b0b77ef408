package dev.meridian.controlplane.rest.tenancy;

import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.projects.model.Grant;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Gathers what is wrong with a body, so that one answer names all of it.
final class Checks {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int LONGEST_TEXT = 1000;

    private final List<Refusal> refusals = new ArrayList<>();

    void that(boolean holds, String pointer, String detail, String hint) {
        if (!holds) {
            refusals.add(new Refusal(pointer, detail, hint));
        }
    }

    /// The name, or a harmless one after noting that it is none.
    String name(@Nullable String name, String pointer) {
        boolean good = name != null && NAME.matcher(name).matches();
        that(
                good,
                pointer,
                name == null ? "A name is missing." : "\"" + shortened(name) + "\" is no name.",
                "Up to 63 lower-case letters, digits and hyphens, beginning and ending with a letter or digit.");
        return good && name != null ? name : "x";
    }

    String text(@Nullable String text, String pointer) {
        String given = text == null ? "" : text;
        that(
                given.length() <= LONGEST_TEXT,
                pointer,
                "The text has " + given.length() + " characters.",
                "At most " + LONGEST_TEXT + ".");
        return given;
    }

    /// The role, or the least after noting that it is none.
    Role role(@Nullable String label, String pointer) {
        var role = label == null ? Optional.<Role>empty() : Role.ofLabel(label);
        that(
                role.isPresent(),
                pointer,
                label == null
                        ? "A role is missing."
                        : "There is no role \"" + shortened(label) + "\".",
                "One of "
                        + Stream.of(Role.values())
                                .map(Role::label)
                                .collect(Collectors.joining(", "))
                        + ".");
        return role.orElse(Role.VIEWER);
    }

    /// The grant, or one of nothing after noting what is wrong.
    Grant grant(@Nullable String label, @Nullable String project, String pointer) {
        Role role = role(label, pointer + "/role");
        boolean fits = role.withinProject() == (project != null);
        that(
                fits || label == null || Role.ofLabel(label).isEmpty(),
                pointer + "/project",
                role.withinProject()
                        ? "The role " + role.label() + " needs a project."
                        : "The role "
                                + role.label()
                                + " is of the whole installation and names no project.",
                "");
        return fits ? new Grant(role, project) : new Grant(Role.VIEWER, "none");
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    /// Whether nothing was wrong so far.
    boolean good() {
        return refusals.isEmpty();
    }

    /// @throws RefusedRequest when something was wrong
    void done() {
        if (!refusals.isEmpty()) {
            throw new RefusedRequest(ProblemKind.IMPOSSIBLE, refusals);
        }
    }
}
