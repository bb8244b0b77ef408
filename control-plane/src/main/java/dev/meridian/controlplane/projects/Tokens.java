package dev.meridian.controlplane.projects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.meridian.controlplane.kernel.Ids;
import dev.meridian.controlplane.projects.model.ApiToken;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Issued;
import dev.meridian.controlplane.projects.model.Scope;
import dev.meridian.controlplane.projects.model.User;
import dev.meridian.controlplane.projects.store.TokenStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// API tokens: `mrd_` and 256 random bits, of which the database knows only the SHA-256.
///
/// A token is looked up by its hash, never compared byte by byte, so how long a refusal takes tells
/// nothing.
@Service
public class Tokens {
    public static final String PREFIX = "mrd_";

    /// For so long another replica's revocation may go unseen here.
    private static final Duration REMEMBERED = Duration.ofSeconds(3);

    private static final int AT_MOST = 10_000;

    private final TokenStore store;
    private final TransactionTemplate transaction;
    private final Secrets secrets;
    private final Ids ids;
    private final Clock clock;
    private final Cache<String, TokenStore.Known> known =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(AT_MOST).build();

    Tokens(
            TokenStore store,
            TransactionTemplate transaction,
            Secrets secrets,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.transaction = transaction;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
    }

    /// @param expiresAt null: never
    public Issued<ApiToken> issue(
            User owner, String name, Scope scope, @Nullable Instant expiresAt) {
        String secret = secrets.next(PREFIX);
        var token =
                new ApiToken(
                        ids.next(),
                        name,
                        owner.id(),
                        owner.name(),
                        scope,
                        clock.instant(),
                        expiresAt);
        transaction.executeWithoutResult(_ -> store.insert(token, Secrets.sha256(secret)));
        return new Issued<>(token, secret);
    }

    /// Whose secret it is; empty for one that is unknown, expired, revoked, or of a disabled user.
    public Optional<Caller> authenticate(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return known(Secrets.sha256(secret))
                .filter(token -> stillValid(token.token()))
                .map(token ->
                        new Caller(
                                token.owner().name(),
                                token.owner().id(),
                                token.owner().grants(),
                                token.token().scope()));
    }

    private Optional<TokenStore.Known> known(byte[] hash) {
        String key = HexFormat.of().formatHex(hash);
        var remembered = known.getIfPresent(key);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        Optional<TokenStore.Known> found = transaction.execute(_ -> store.findBySha256(hash));
        found.ifPresent(token -> known.put(key, token));
        return found;
    }

    private boolean stillValid(ApiToken token) {
        return token.expiresAt() == null || clock.instant().isBefore(token.expiresAt());
    }

    public Optional<ApiToken> find(UUID id) {
        return transaction.execute(_ -> store.find(id));
    }

    /// @param owner null: of everybody
    public List<ApiToken> list(@Nullable UUID owner) {
        return transaction.execute(_ -> store.list(owner));
    }

    /// Whether there was one to revoke; here at once, on other replicas within seconds.
    public boolean revoke(UUID id) {
        boolean revoked = transaction.execute(_ -> store.revoke(id, clock.instant()));
        known.invalidateAll();
        return revoked;
    }

    /// What is known of owners is read anew.
    void forgetOwners() {
        known.invalidateAll();
    }
}
