package dev.meridian.controlplane.projects;

import dev.meridian.controlplane.projects.model.OpenSession;
import dev.meridian.controlplane.projects.model.Standing;
import dev.meridian.controlplane.projects.store.SessionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/// Who has signed in to the console: 256 random bits in a cookie, of which the database knows only
/// the SHA-256.
///
/// All replicas read the same rows at each request and remember nothing, so a session that one has
/// ended is ended on all.
@Service
public class Sessions {
    /// However busy a session is, the password is asked for again.
    private static final Duration LONGEST = Duration.ofDays(7);

    /// So seldom is it written that a session is in use: nearly all requests only read.
    private static final Duration WRITTEN_EVERY = Duration.ofMinutes(1);

    private final SessionStore store;
    private final Users users;
    private final Secrets secrets;
    private final Clock clock;
    private final Duration unused;

    Sessions(
            SessionStore store,
            Users users,
            Secrets secrets,
            Clock clock,
            @Value("${server.servlet.session.timeout}") Duration unused) {
        this.store = store;
        this.users = users;
        this.secrets = secrets;
        this.clock = clock;
        this.unused = unused;
    }

    /// @return the secret, which whoever has signed in keeps
    public String open(Standing somebody) {
        String secret = secrets.next("");
        store.insert(
                Secrets.sha256(secret),
                somebody.user().id(),
                somebody.passwordMark(),
                clock.instant());
        return secret;
    }

    /// Whose secret it is; empty for one that is unknown or expired, of a user who is disabled, or
    /// who has another password now.
    public Optional<OpenSession> of(String secret) {
        byte[] sha256 = Secrets.sha256(secret);
        Instant now = clock.instant();
        return store.find(sha256, now.minus(unused), now.minus(LONGEST))
                .flatMap(kept -> {
                    if (kept.usedAt().isBefore(now.minus(WRITTEN_EVERY))) {
                        store.used(sha256, now);
                    }
                    return users.standing(kept.user())
                            .filter(user -> user.passwordMark().equals(kept.passwordMark()))
                            .map(user -> new OpenSession(id(sha256), user, kept.openedAt()));
                });
    }

    /// Whether it goes on; asked for a page that is left open, which does not prolong it.
    ///
    /// @param session an [OpenSession]
    public boolean isOpen(String session) {
        Instant now = clock.instant();
        return store.find(HexFormat.of().parseHex(session), now.minus(unused), now.minus(LONGEST))
                .isPresent();
    }

    /// @return which one it was, or would have been
    public String end(String secret) {
        byte[] sha256 = Secrets.sha256(secret);
        store.end(sha256);
        return id(sha256);
    }

    private static String id(byte[] sha256) {
        return HexFormat.of().formatHex(sha256);
    }

    /// Forgets those that have expired.
    public void runOnce(Instant now) {
        store.deleteExpired(now.minus(unused), now.minus(LONGEST));
    }
}
