package dev.meridian.controlplane.console.access;

import dev.meridian.controlplane.projects.model.Caller;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// Somebody whose session says who they are.
final class SignedIn extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Caller caller;

    SignedIn(Caller caller) {
        super(List.of());
        this.caller = caller;
        setAuthenticated(true);
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return caller.name();
    }
}
