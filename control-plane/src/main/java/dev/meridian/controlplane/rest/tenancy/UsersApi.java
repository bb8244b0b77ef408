package dev.meridian.controlplane.rest.tenancy;

import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.projects.Users;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Grant;
import dev.meridian.controlplane.projects.model.User;
import dev.meridian.controlplane.rest.ETags;
import dev.meridian.controlplane.rest.PageAnswer;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;
import dev.meridian.controlplane.rest.security.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/users")
class UsersApi {
    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 200;

    private final Users users;

    UsersApi(Users users) {
        this.users = users;
    }

    record GrantView(@Nullable String role, @Nullable String project) {
        static GrantView of(Grant grant) {
            return new GrantView(grant.role().label(), grant.project());
        }
    }

    record UserView(
            UUID id, String name, boolean disabled, List<GrantView> grants, Instant createdAt) {
        static UserView of(User user) {
            return new UserView(
                    user.id(),
                    user.name(),
                    user.disabled(),
                    user.grants().stream()
                            .sorted(
                                    Comparator.comparing(Grant::role)
                                            .thenComparing(
                                                    grant -> String.valueOf(grant.project())))
                            .map(GrantView::of)
                            .toList(),
                    user.createdAt());
        }
    }

    /// @param password absent: as it was; a new user without one has tokens only
    record UserBody(
            @Nullable String name,
            @Nullable String password,
            @Nullable Boolean disabled,
            @Nullable List<GrantView> grants) {

        Set<Grant> granted(Checks checks) {
            var granted = new HashSet<Grant>();
            var asked = grants == null ? List.<GrantView>of() : grants;
            for (int i = 0; i < asked.size(); i++) {
                granted.add(
                        checks.grant(asked.get(i).role(), asked.get(i).project(), "/grants/" + i));
            }
            return granted;
        }

        void checkPassword(Checks checks) {
            checks.that(
                    password == null
                            || (password.length() >= SHORTEST_PASSWORD
                                    && password.length() <= LONGEST_PASSWORD),
                    "/password",
                    "The password is too short or too long.",
                    "From "
                            + SHORTEST_PASSWORD
                            + " to "
                            + LONGEST_PASSWORD
                            + " characters of any kind.");
        }

        /// Without the password, so that no log can hold it.
        @Override
        public String toString() {
            return "UserBody[" + name + ", " + grants + "]";
        }
    }

    @GetMapping
    PageAnswer<UserView> list() {
        return PageAnswer.whole(users.list().stream().map(UserView::of).toList());
    }

    @PostMapping
    ResponseEntity<UserView> create(@RequestBody UserBody body, HttpServletRequest request) {
        var checks = new Checks();
        String name = checks.name(body.name, "/name");
        var grants = body.granted(checks);
        body.checkPassword(checks);
        checks.done();
        User made = Edits.done(users.create(name, body.password, grants), "user");
        AuditTrail.note(request, "after", UserView.of(made));
        return ResponseEntity.created(URI.create("/api/v1/users/" + made.id()))
                .eTag(ETags.of(made.version()))
                .body(UserView.of(made));
    }

    @GetMapping("/{id}")
    ResponseEntity<UserView> get(@PathVariable UUID id) {
        User user = existing(id);
        return ResponseEntity.ok().eTag(ETags.of(user.version())).body(UserView.of(user));
    }

    @PutMapping("/{id}")
    ResponseEntity<UserView> change(
            @PathVariable UUID id,
            @RequestBody UserBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller,
            HttpServletRequest request) {
        User before = existing(id);
        var checks = new Checks();
        checks.that(
                body.name == null || body.name.equals(before.name()),
                "/name",
                "A user keeps their name.",
                "");
        var grants = body.granted(checks);
        body.checkPassword(checks);
        checks.done();
        refuseToLockOneselfOut(id, body, grants, caller);
        User now =
                Edits.done(
                        users.change(
                                id,
                                body.disabled != null && body.disabled,
                                grants,
                                ETags.expected(ifMatch)),
                        "user " + id);
        if (body.password != null) {
            users.setPassword(id, body.password);
        }
        AuditTrail.note(request, "before", UserView.of(before));
        AuditTrail.note(request, "after", UserView.of(now));
        AuditTrail.note(request, "passwordChanged", body.password != null);
        return ResponseEntity.ok().eTag(ETags.of(now.version())).body(UserView.of(now));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable UUID id, Caller caller, HttpServletRequest request) {
        if (id.equals(caller.userId())) {
            throw new RefusedRequest(ProblemKind.CONFLICT, "Nobody deletes themselves.");
        }
        AuditTrail.note(request, "before", UserView.of(Edits.done(users.delete(id), "user " + id)));
        return ResponseEntity.noContent().build();
    }

    /// There would soon be no admin left to undo it.
    private static void refuseToLockOneselfOut(
            UUID id, UserBody body, Set<Grant> grants, Caller caller) {
        boolean stillAdmin =
                caller.grants().stream()
                        .filter(held -> held.project() == null)
                        .allMatch(grants::contains);
        if (id.equals(caller.userId()) && (Boolean.TRUE.equals(body.disabled) || !stillAdmin)) {
            throw new RefusedRequest(
                    ProblemKind.IMPOSSIBLE,
                    List.of(
                            new Refusal(
                                    "/grants",
                                    "Nobody disables themselves or gives up their own role.",
                                    "Ask another admin.")));
        }
    }

    private User existing(UUID id) {
        return users.find(id).orElseThrow(() -> RefusedRequest.notFound("user " + id));
    }
}
