package dev.meridian.controlplane.console.forms;

import dev.meridian.controlplane.projects.model.Role;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// One line of a list to choose from.
///
/// @param title for people
public record Choice(String value, String title) {

    /// @param none what it means to choose nothing
    public static List<Choice> of(String none, Collection<String> values) {
        return Stream.concat(
                        Stream.of(new Choice("", none)),
                        values.stream().map(value -> new Choice(value, value)))
                .toList();
    }

    /// @param none what it means to choose nothing
    public static List<Choice> roles(String none) {
        return of(none, Stream.of(Role.values()).map(Role::label).toList());
    }
}
