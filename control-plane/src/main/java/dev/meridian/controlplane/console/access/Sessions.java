package dev.meridian.controlplane.console.access;

import dev.meridian.controlplane.projects.Users;
import dev.meridian.controlplane.projects.model.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/// Keeps a session alive over what ends all others of its user.
@Component
public class Sessions {
    private final Users users;
    private final Clock clock;
    private final HttpSessionSecurityContextRepository contexts =
            new HttpSessionSecurityContextRepository();

    Sessions(Users users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    /// After a change of the password, in the session in which it was changed: it goes on under
    /// another id.
    public void keep(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        users.standing(caller.userId())
                .ifPresent(standing -> {
                    request.changeSessionId();
                    var context = SecurityContextHolder.createEmptyContext();
                    context.setAuthentication(new SignedIn(standing, clock.instant()));
                    SecurityContextHolder.setContext(context);
                    contexts.saveContext(context, request, response);
                });
    }
}
