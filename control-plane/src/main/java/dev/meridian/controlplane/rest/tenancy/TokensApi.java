package dev.meridian.controlplane.rest.tenancy;

import dev.meridian.controlplane.projects.Tokens;
import dev.meridian.controlplane.projects.Users;
import dev.meridian.controlplane.projects.model.ApiToken;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.projects.model.Scope;
import dev.meridian.controlplane.projects.model.User;
import dev.meridian.controlplane.rest.PageAnswer;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Everybody keeps tokens of their own; an admin those of everybody.
///
/// A token makes tokens of at most its own scope, so that a stolen narrow one cannot widen itself.
@RestController
@RequestMapping("/api/v1/tokens")
class TokensApi {
    private static final Duration LONGEST = Duration.ofDays(3660);

    private final Tokens tokens;
    private final Users users;
    private final Clock clock;

    TokensApi(Tokens tokens, Users users, Clock clock) {
        this.tokens = tokens;
        this.users = users;
        this.clock = clock;
    }

    /// Without the secret.
    record TokenView(
            UUID id,
            String name,
            String user,
            @Nullable String role,
            @Nullable String project,
            Instant createdAt,
            @Nullable Instant expiresAt) {

        static TokenView of(ApiToken token) {
            return new TokenView(
                    token.id(),
                    token.name(),
                    token.userName(),
                    token.scope().role() == null ? null : token.scope().role().label(),
                    token.scope().project(),
                    token.createdAt(),
                    token.expiresAt());
        }
    }

    /// @param token shown this once
    record NewTokenView(
            UUID id, String token, String name, String user, @Nullable Instant expiresAt) {}

    /// @param user whose; only an admin names another than themselves
    /// @param role at most this role; absent: all roles of the user
    /// @param project only in this project; absent: everywhere
    /// @param expiresAt absent: never
    record TokenBody(
            @Nullable String name,
            @Nullable String user,
            @Nullable String role,
            @Nullable String project,
            @Nullable Instant expiresAt) {}

    @PostMapping
    ResponseEntity<NewTokenView> create(@RequestBody TokenBody body, Caller caller) {
        var checks = new Checks();
        String name = checks.text(body.name, "/name");
        checks.that(!name.isBlank(), "/name", "A name is missing.", "Say what the token is for.");
        Role role = body.role == null ? null : checks.role(body.role, "/role");
        checks.that(
                role == null || role.withinProject() || body.project == null,
                "/project",
                "The role " + body.role + " is not bound to a project.",
                "");
        Instant now = clock.instant();
        checks.that(
                body.expiresAt == null
                        || (body.expiresAt.isAfter(now)
                                && body.expiresAt.isBefore(now.plus(LONGEST))),
                "/expiresAt",
                "It would end at " + body.expiresAt + ".",
                "A time in the future, within ten years.");
        checks.done();
        var scope = new Scope(role, body.project);
        if (!caller.scope().covers(scope)) {
            throw new RefusedRequest(
                    ProblemKind.FORBIDDEN,
                    "The token in use may not make one that may more than itself.");
        }
        var made = tokens.issue(owner(body.user, caller), name, scope, body.expiresAt);
        return ResponseEntity.created(URI.create("/api/v1/tokens/" + made.token().id()))
                .body(
                        new NewTokenView(
                                made.token().id(),
                                made.secret(),
                                name,
                                made.token().userName(),
                                body.expiresAt));
    }

    private User owner(@Nullable String name, Caller caller) {
        if (name == null || name.equals(caller.name())) {
            return users.find(caller.userId()).orElseThrow();
        }
        if (!caller.may(Role.ADMIN, null)) {
            throw new RefusedRequest(
                    ProblemKind.FORBIDDEN, "Only an admin makes tokens for somebody else.");
        }
        return users.findByName(name)
                .orElseThrow(() -> RefusedRequest.notFound("user \"" + name + "\""));
    }

    @GetMapping
    PageAnswer<TokenView> list(Caller caller) {
        boolean all = caller.may(Role.ADMIN, null);
        return PageAnswer.whole(
                tokens.list(all ? null : caller.userId()).stream().map(TokenView::of).toList());
    }

    @GetMapping("/{id}")
    TokenView get(@PathVariable UUID id, Caller caller) {
        return TokenView.of(theirs(id, caller));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> revoke(@PathVariable UUID id, Caller caller) {
        tokens.revoke(theirs(id, caller).id());
        return ResponseEntity.noContent().build();
    }

    private ApiToken theirs(UUID id, Caller caller) {
        return tokens.find(id)
                .filter(token ->
                        token.userId().equals(caller.userId()) || caller.may(Role.ADMIN, null))
                .orElseThrow(() -> RefusedRequest.notFound("token " + id));
    }
}
