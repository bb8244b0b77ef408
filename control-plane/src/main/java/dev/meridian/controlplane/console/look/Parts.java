package dev.meridian.controlplane.console.look;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/// Chooses what of a page is answered: the whole, or the one part that htmx asks for.
public final class Parts {

    private Parts() {}

    /// The name of a view: `jobs/page` for readers, `jobs/page :: list` when htmx will put it into
    /// the element with the id `list`. The id of a part and the name of its fragment are the same.
    ///
    /// @param parts that may be asked for alone
    public static String view(String template, HttpServletRequest request, String... parts) {
        String target = request.getHeader("HX-Target");
        boolean part =
                request.getHeader("HX-Request") != null
                        && request.getHeader("HX-History-Restore-Request") == null
                        && target != null
                        && Set.of(parts).contains(target);
        return part ? template + " :: " + target : template;
    }
}
