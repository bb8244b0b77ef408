package dev.meridian.controlplane.projects;

import dev.meridian.controlplane.projects.model.AccessRefused;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Reaffirmed;
import dev.meridian.controlplane.projects.model.Role;
import java.util.function.BooleanSupplier;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/// What doors ask before they show or change something of a project.
///
/// The filter chain has already seen to the least role of the route; this is for what only the row
/// tells: the project of a job. A caller who may not even see the project is told that there is no
/// such thing (404), so that ids cannot be fished for; one who may see but not do is told so (403).
@Component
public class Access {

    /// Who makes the current request.
    ///
    /// @throws IllegalStateException outside of a request with a token: a bug, for the chain lets
    ///   none through
    public Caller caller() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("nobody is calling");
    }

    /// Tells later, and on any thread, whether who makes the current request would still be let in
    /// as they were; for answers that go on for hours.
    public BooleanSupplier standing() {
        return SecurityContextHolder.getContext().getAuthentication()
                        instanceof Reaffirmed credentials
                ? credentials::stands
                : () -> false;
    }

    /// @param what names the thing in the refusal: `job 0197…`
    /// @throws AccessRefused when the caller may not
    public void require(Role least, String project, String what) {
        Caller caller = caller();
        if (!caller.may(Role.VIEWER, project)) {
            throw new AccessRefused(true, "There is no " + what + ".");
        }
        if (!caller.may(least, project)) {
            throw new AccessRefused(
                    false,
                    "This needs the role " + least.label() + " in project \"" + project + "\".");
        }
    }
}
