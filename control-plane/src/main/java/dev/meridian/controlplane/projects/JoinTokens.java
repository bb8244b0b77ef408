package dev.meridian.controlplane.projects;

import dev.meridian.controlplane.kernel.Ids;
import dev.meridian.controlplane.projects.model.CaFingerprint;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Issued;
import dev.meridian.controlplane.projects.model.JoinToken;
import dev.meridian.controlplane.projects.store.JoinTokenStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/// One-time tokens with which hosts join a pool.
///
/// The text is `mrj_<secret>.<fingerprint of our authority>`: with the second part the agent knows
/// whom it talks to before it has a certificate. Only the first part is a secret, and only its hash
/// is kept.
@Service
public class JoinTokens {
    public static final Duration LONGEST_LIFE = Duration.ofMinutes(15);
    private static final String PREFIX = "mrj_";
    private static final Duration KEPT_IN_LISTS = Duration.ofDays(1);

    private final JoinTokenStore store;
    private final Secrets secrets;
    private final ObjectProvider<CaFingerprint> authority;
    private final Ids ids;
    private final Clock clock;

    JoinTokens(
            JoinTokenStore store,
            Secrets secrets,
            ObjectProvider<CaFingerprint> authority,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.secrets = secrets;
        this.authority = authority;
        this.ids = ids;
        this.clock = clock;
    }

    /// @param life at most [#LONGEST_LIFE]
    public Issued<JoinToken> create(
            Caller by, String region, String cluster, String pool, Duration life) {
        if (life.compareTo(LONGEST_LIFE) > 0 || !life.isPositive()) {
            throw new IllegalArgumentException(
                    "a join token lives at most 15 minutes, not " + life);
        }
        Instant now = clock.instant();
        store.deleteExpiredBefore(now.minus(KEPT_IN_LISTS));
        String secret = secrets.next(PREFIX);
        var token =
                new JoinToken(
                        ids.next(), region, cluster, pool, by.name(), now, now.plus(life), null);
        store.insert(token, Secrets.sha256(secret));
        return new Issued<>(token, secret + "." + authority.getObject().sha256Hex());
    }

    /// Uses the token up; empty when it is unknown, expired or used. Of two who try at once, one
    /// succeeds.
    public Optional<JoinToken> redeem(String text, Instant now) {
        int dot = text.indexOf('.');
        String secret = dot < 0 ? text : text.substring(0, dot);
        return store.redeem(Secrets.sha256(secret), now);
    }

    /// Newest first.
    public List<JoinToken> list() {
        return store.list();
    }

    public Optional<JoinToken> find(UUID id) {
        return store.find(id);
    }

    public boolean delete(UUID id) {
        return store.delete(id);
    }
}
