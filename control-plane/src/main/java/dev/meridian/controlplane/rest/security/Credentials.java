package dev.meridian.controlplane.rest.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What a request says of who it comes from.
sealed interface Credentials {

    record None() implements Credentials {}

    record Bearer(String secret) implements Credentials {}

    record Password(String name, String password) implements Credentials {}

    /// A header that is none of these.
    record Unreadable() implements Credentials {}

    static Credentials of(@Nullable String authorization) {
        if (authorization == null) {
            return new None();
        }
        int space = authorization.indexOf(' ');
        String scheme = space < 0 ? authorization : authorization.substring(0, space);
        String rest = space < 0 ? "" : authorization.substring(space + 1).strip();
        if (scheme.equalsIgnoreCase("Bearer") && !rest.isEmpty()) {
            return new Bearer(rest);
        }
        return scheme.equalsIgnoreCase("Basic") ? basic(rest) : new Unreadable();
    }

    private static Credentials basic(String encoded) {
        try {
            String decoded = new String(Base64.getDecoder().decode(encoded), UTF_8);
            int colon = decoded.indexOf(':');
            return colon < 0
                    ? new Unreadable()
                    : new Password(decoded.substring(0, colon), decoded.substring(colon + 1));
        } catch (IllegalArgumentException _) {
            return new Unreadable();
        }
    }
}
