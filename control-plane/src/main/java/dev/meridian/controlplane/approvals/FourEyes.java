package dev.meridian.controlplane.approvals;

import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.projects.Users;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.projects.model.User;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Nobody approves what they proposed themselves, unless nobody else could.
@Component
class FourEyes {
    private final Users users;

    FourEyes(Users users) {
        this.users = users;
    }

    /// @return why the caller may not approve it; empty: they may
    Optional<String> refusal(Proposal proposal, Caller caller, Role approver) {
        if (!caller.may(approver, null)) {
            return Optional.of("This needs the role " + approver.label() + ".");
        }
        if (!proposal.wish().by().equals(caller.name())) {
            return Optional.empty();
        }
        long others =
                users.list().stream()
                        .filter(user -> !user.name().equals(caller.name()) && may(user, approver))
                        .count();
        return others == 0
                ? Optional.empty()
                : Optional.of(
                        "You proposed it yourself: let "
                                + (others == 1
                                        ? "the one other"
                                        : "one of the " + others + " others")
                                + " with the role "
                                + approver.label()
                                + " approve it. You may reject it.");
    }

    private static boolean may(User user, Role role) {
        return !user.disabled()
                && new Caller(user.name(), user.id(), user.grants()).may(role, null);
    }
}
