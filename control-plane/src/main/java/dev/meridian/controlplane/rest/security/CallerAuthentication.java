package dev.meridian.controlplane.rest.security;

import dev.meridian.controlplane.projects.model.Caller;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// A caller whose token or password was right.
final class CallerAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Caller caller;

    CallerAuthentication(Caller caller) {
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
