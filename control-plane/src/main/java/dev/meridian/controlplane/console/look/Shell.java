package dev.meridian.controlplane.console.look;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands around every page.
///
/// @param user null: nobody has signed in
/// @param roles in words, `operator` or `viewer of nlp`
/// @param theme `light`, `dark`, or empty for what the system prefers
/// @param asOf when the page was read
/// @param path of the page, which its links and forms lead back to
public record Shell(
        @Nullable String user,
        String roles,
        String theme,
        Instant asOf,
        String path,
        List<Group> navigation) {

    /// A part of the navigation.
    public record Group(String title, List<Item> items) {}

    /// @param here whether the page that is shown is this one, or one below it
    public record Item(String path, String title, String icon, boolean here) {}
}
