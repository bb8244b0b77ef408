package dev.meridian.controlplane.console.forms;

import dev.meridian.controlplane.projects.model.Edit;
import dev.meridian.controlplane.projects.model.Grant;
import dev.meridian.controlplane.projects.model.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// What was filled in and what is wrong with it; the page shows both again, so that nobody types
/// twice. Never for secrets.
public final class Form {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int LONGEST_TEXT = 1000;

    private final String id;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> problems = new LinkedHashMap<>();
    private @Nullable String conflict;

    private Form(String id) {
        this.id = id;
    }

    /// @param id tells forms of one page apart
    public static Form empty(String id) {
        return new Form(id);
    }

    public static Form of(String id, HttpServletRequest request) {
        var form = new Form(id);
        request.getParameterMap()
                .forEach((field, given) -> {
                    if (given[0].indexOf('\0') >= 0) {
                        form.wrong(field, "This is no text: it holds a character without a sign.");
                    } else {
                        form.values.put(field, given[0].strip());
                    }
                });
        return form;
    }

    /// With a value that nobody typed yet.
    public Form with(String field, @Nullable Object value) {
        values.putIfAbsent(field, value == null ? "" : value.toString());
        return this;
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public boolean has(String field) {
        return !value(field).isEmpty();
    }

    /// For the element that takes a field.
    public String id(String field) {
        return id + "-" + field;
    }

    public @Nullable String problem(String field) {
        return problems.get(field);
    }

    /// What is wrong with the whole.
    public @Nullable String conflict() {
        return conflict;
    }

    public void wrong(String field, String sentence) {
        problems.putIfAbsent(field, sentence);
    }

    public boolean good() {
        return problems.isEmpty() && conflict == null;
    }

    /// Says in the answer, too, that nothing was done.
    public void refuse(HttpServletResponse response) {
        response.setStatus(
                conflict == null
                        ? HttpStatus.UNPROCESSABLE_CONTENT.value()
                        : HttpStatus.CONFLICT.value());
    }

    /// A name as everything of ours has one, or a harmless one after noting that it is none.
    public String name(String field) {
        if (NAME.matcher(value(field)).matches()) {
            return value(field);
        }
        wrong(
                field,
                has(field)
                        ? "Up to 63 lower-case letters, digits and hyphens, beginning and ending with a letter or digit."
                        : "A name is missing.");
        return "x";
    }

    public String text(String field) {
        if (value(field).length() > LONGEST_TEXT) {
            wrong(field, "At most " + LONGEST_TEXT + " characters.");
        }
        return value(field);
    }

    /// Empty: none was chosen.
    public Optional<Role> role(String field) {
        if (!has(field)) {
            return Optional.empty();
        }
        var role = Role.ofLabel(value(field));
        if (role.isEmpty()) {
            wrong(field, "There is no such role.");
        }
        return role;
    }

    /// Empty after noting what is wrong.
    public Optional<Grant> grant(String roleField, String projectField) {
        var role = role(roleField);
        if (role.isEmpty()) {
            wrong(roleField, "Choose a role.");
            return Optional.empty();
        }
        if (role.get().withinProject() && !has(projectField)) {
            wrong(projectField, "The role " + role.get().label() + " is held in a project.");
            return Optional.empty();
        }
        return Optional.of(
                new Grant(role.get(), role.get().withinProject() ? value(projectField) : null));
    }

    /// What the edit made; empty after noting why nothing was done.
    ///
    /// @param what names the thing: `project "nlp"`
    public <T> Optional<T> done(Edit<T> edit, String what) {
        return switch (edit) {
            case Edit.Done<T>(T now) -> Optional.of(now);
            case Edit.Missing<T>() -> no("There is no " + what + " any more.");
            case Edit.Stale<T>(long _) ->
                    no("Somebody else changed " + what + " meanwhile: load the page anew.");
            case Edit.Conflicting<T>(String sentence) -> no(sentence);
        };
    }

    private <T> Optional<T> no(String sentence) {
        conflict = sentence;
        return Optional.empty();
    }
}
