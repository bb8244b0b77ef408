package dev.meridian.controlplane.console.access;

import dev.meridian.controlplane.projects.Users;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/// Asks [Users] whether name and password belong together.
record PasswordCheck(Users users) implements AuthenticationProvider {

    @Override
    public Authentication authenticate(Authentication asked) {
        return users.authenticate(asked.getName(), String.valueOf(asked.getCredentials()))
                .flatMap(caller -> users.standing(caller.userId()))
                .map(SignedIn::new)
                .orElseThrow(() -> new BadCredentialsException("User and password do not match."));
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
