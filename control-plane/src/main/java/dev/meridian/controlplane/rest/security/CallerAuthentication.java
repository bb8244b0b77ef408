package dev.meridian.controlplane.rest.security;

import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Reaffirmed;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// A caller whose token or password was right.
final class CallerAuthentication extends AbstractAuthenticationToken implements Reaffirmed {
    private static final long serialVersionUID = 1;

    private final transient Caller caller;
    private final transient Supplier<Optional<Caller>> again;

    /// @param again whom the same credentials make now
    CallerAuthentication(Caller caller, Supplier<Optional<Caller>> again) {
        super(List.of());
        this.caller = caller;
        this.again = again;
        setAuthenticated(true);
    }

    @Override
    public boolean stands() {
        return again.get().equals(Optional.of(caller));
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
