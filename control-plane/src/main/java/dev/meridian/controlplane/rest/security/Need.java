package dev.meridian.controlplane.rest.security;

import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Role;
import java.util.List;

/// What a route asks of its caller.
sealed interface Need {

    boolean metBy(Caller caller);

    /// For a refusal: "needs …".
    String sentence();

    /// Nothing at all, not even a token.
    record Nothing() implements Need {
        @Override
        public boolean metBy(Caller caller) {
            return true;
        }

        @Override
        public String sentence() {
            return "nothing";
        }
    }

    /// Any valid token.
    record Token() implements Need {
        @Override
        public boolean metBy(Caller caller) {
            return true;
        }

        @Override
        public String sentence() {
            return "a valid token";
        }
    }

    /// One of these roles, wherever held: the door asks again when it knows the project.
    record AnyOf(List<Role> roles) implements Need {
        @Override
        public boolean metBy(Caller caller) {
            return roles.stream().anyMatch(role -> caller.may(role, null));
        }

        @Override
        public String sentence() {
            return "the role " + String.join(" or ", roles.stream().map(Role::label).toList());
        }
    }

    static Need role(Role... anyOf) {
        return new AnyOf(List.of(anyOf));
    }
}
