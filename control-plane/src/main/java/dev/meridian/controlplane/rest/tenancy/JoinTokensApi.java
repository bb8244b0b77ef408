package dev.meridian.controlplane.rest.tenancy;

import dev.meridian.controlplane.projects.JoinTokens;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.JoinToken;
import dev.meridian.controlplane.rest.PageAnswer;
import dev.meridian.controlplane.rest.RefusedRequest;
import java.net.URI;
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

@RestController
@RequestMapping("/api/v1/join-tokens")
class JoinTokensApi {
    private static final String DEFAULT = "default";

    private final JoinTokens tokens;

    JoinTokensApi(JoinTokens tokens) {
        this.tokens = tokens;
    }

    /// Without the secret.
    record JoinTokenView(
            UUID id,
            String region,
            String cluster,
            String pool,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant usedAt) {

        static JoinTokenView of(JoinToken token) {
            return new JoinTokenView(
                    token.id(),
                    token.region(),
                    token.cluster(),
                    token.pool(),
                    token.createdBy(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.usedAt());
        }
    }

    /// @param token shown this once
    record NewJoinTokenView(
            UUID id, String token, String region, String cluster, String pool, Instant expiresAt) {}

    /// @param cluster `default` when absent
    /// @param pool likewise
    /// @param validSeconds at most 900, which is the default
    record JoinTokenBody(
            @Nullable String region,
            @Nullable String cluster,
            @Nullable String pool,
            @Nullable Integer validSeconds) {}

    @PostMapping
    ResponseEntity<NewJoinTokenView> create(@RequestBody JoinTokenBody body, Caller caller) {
        var checks = new Checks();
        String region = checks.name(body.region, "/region");
        String cluster = checks.name(body.cluster == null ? DEFAULT : body.cluster, "/cluster");
        String pool = checks.name(body.pool == null ? DEFAULT : body.pool, "/pool");
        long longest = JoinTokens.LONGEST_LIFE.toSeconds();
        long seconds = body.validSeconds == null ? longest : body.validSeconds;
        checks.that(
                seconds > 0 && seconds <= longest,
                "/validSeconds",
                "A join token cannot live " + seconds + " seconds.",
                "Between 1 and " + longest + ".");
        checks.done();
        var made = tokens.create(caller, region, cluster, pool, Duration.ofSeconds(seconds));
        return ResponseEntity.created(URI.create("/api/v1/join-tokens/" + made.token().id()))
                .body(
                        new NewJoinTokenView(
                                made.token().id(),
                                made.secret(),
                                region,
                                cluster,
                                pool,
                                made.token().expiresAt()));
    }

    @GetMapping
    PageAnswer<JoinTokenView> list() {
        return PageAnswer.whole(tokens.list().stream().map(JoinTokenView::of).toList());
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable UUID id) {
        if (!tokens.delete(id)) {
            throw RefusedRequest.notFound("join token " + id);
        }
        return ResponseEntity.noContent().build();
    }
}
