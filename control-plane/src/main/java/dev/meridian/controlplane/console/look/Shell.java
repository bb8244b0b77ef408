package dev.meridian.controlplane.console.look;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

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

    /// The header that brings the stamp of a part that is fetched anew.
    static final String STAMP = "X-As-Of";

    /// Stamps a page that was read at another time than now.
    public void asOf(Instant read, Model model, HttpServletResponse response) {
        model.addAttribute("shell", new Shell(user, roles, theme, read, path, navigation));
        response.setHeader(STAMP, read.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /// A part of the navigation.
    public record Group(String title, List<Item> items) {}

    /// @param here whether the page that is shown is this one, or one below it
    public record Item(String path, String title, String icon, boolean here) {}
}
