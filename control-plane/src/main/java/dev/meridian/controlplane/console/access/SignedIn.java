package dev.meridian.controlplane.console.access;

import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Standing;
import java.time.Instant;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// Somebody whose session says who they are.
final class SignedIn extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Standing standing;
    private final Instant since;

    /// @param since when the password was given
    SignedIn(Standing standing, Instant since) {
        super(List.of());
        this.standing = standing;
        this.since = since;
        setAuthenticated(true);
    }

    Instant since() {
        return since;
    }

    String passwordMark() {
        return standing.passwordMark();
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
