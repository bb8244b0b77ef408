package dev.meridian.controlplane.console.access;

import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.OpenSession;
import dev.meridian.controlplane.projects.model.Standing;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// Somebody whose session, or whose password just now, says who they are.
final class SignedIn extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Standing standing;
    private final String session;

    /// By password: the session is yet to begin.
    SignedIn(Standing standing) {
        this(standing, "");
    }

    SignedIn(OpenSession open) {
        this(open.standing(), open.id());
    }

    private SignedIn(Standing standing, String session) {
        super(List.of());
        this.standing = standing;
        this.session = session;
        setAuthenticated(true);
    }

    Standing standing() {
        return standing;
    }

    String session() {
        return session;
    }

    @Override
    public Caller getPrincipal() {
        return standing.caller();
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return standing.user().name();
    }
}
