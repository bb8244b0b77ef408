package dev.meridian.controlplane.projects;

import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Edit;
import dev.meridian.controlplane.projects.model.Grant;
import dev.meridian.controlplane.projects.model.Standing;
import dev.meridian.controlplane.projects.model.User;
import dev.meridian.controlplane.projects.store.ProjectStore;
import dev.meridian.controlplane.projects.store.SessionStore;
import dev.meridian.controlplane.projects.store.UserStore;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// People and programs, and the roles they hold.
@Service
public class Users {
    /// Of no password; compared with where there is no user, so that both take the same time.
    private static final String UNKNOWN_USER =
            "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static final int MARK_BYTES = 8;

    private final UserStore store;
    private final SessionStore sessions;
    private final ProjectStore projects;
    private final TransactionTemplate transaction;
    private final PasswordEncoder passwords;
    private final Tokens tokens;
    private final Secrets secrets;
    private final Clock clock;

    Users(
            UserStore store,
            SessionStore sessions,
            ProjectStore projects,
            TransactionTemplate transaction,
            PasswordEncoder passwords,
            Tokens tokens,
            Secrets secrets,
            Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.projects = projects;
        this.transaction = transaction;
        this.passwords = passwords;
        this.tokens = tokens;
        this.secrets = secrets;
        this.clock = clock;
    }

    public List<User> list() {
        return transaction.execute(_ -> store.list());
    }

    public Optional<User> find(UUID id) {
        return transaction.execute(_ -> store.find(id));
    }

    public Optional<User> findByName(String name) {
        return transaction.execute(_ -> store.findByName(name));
    }

    /// @param password null: this user has tokens only
    public Edit<User> create(String name, @Nullable String password, Set<Grant> grants) {
        String hash = password == null ? null : passwords.encode(password);
        return transaction.execute(_ -> {
            if (store.findByName(name).isPresent()) {
                return new Edit.Conflicting<User>("A user \"" + name + "\" exists already.");
            }
            var unknown = unknownProject(grants);
            if (unknown.isPresent()) {
                return unknown.get();
            }
            User user = store.insert(name, grants, clock.instant());
            if (hash != null) {
                store.setPasswordHash(user.id(), hash);
            }
            return new Edit.Done<>(user);
        });
    }

    /// Replaces what the user holds; for tokens effective at once here and within seconds on other
    /// replicas. Who is disabled has no session any more.
    public Edit<User> change(
            UUID id, boolean disabled, Set<Grant> grants, @Nullable Long expectedVersion) {
        Edit<User> edit =
                transaction.execute(_ -> {
                    var now = store.find(id);
                    if (now.isEmpty()) {
                        return new Edit.Missing<User>();
                    }
                    if (expectedVersion != null && now.get().version() != expectedVersion) {
                        return new Edit.Stale<User>(now.get().version());
                    }
                    if (disabled) {
                        sessions.endAllOf(id);
                    }
                    return unknownProject(grants)
                            .orElseGet(() -> new Edit.Done<>(store.update(id, disabled, grants)));
                });
        tokens.forgetOwners();
        return edit;
    }

    /// Ends all sessions of the user.
    public void setPassword(UUID id, String password) {
        String hash = passwords.encode(password);
        transaction.executeWithoutResult(_ -> {
            store.setPasswordHash(id, hash);
            sessions.endAllOf(id);
        });
    }

    /// Gives the user a new password that nobody chose; the old one is void, and so are all
    /// sessions.
    ///
    /// @return the password, which is seen this once
    public String resetPassword(UUID id) {
        String password = secrets.next("");
        setPassword(id, password);
        return password;
    }

    /// The user's tokens and sessions go too.
    public Edit<User> delete(UUID id) {
        Edit<User> edit =
                transaction.execute(_ -> {
                    var now = store.find(id);
                    if (now.isEmpty()) {
                        return new Edit.Missing<User>();
                    }
                    store.delete(id);
                    return new Edit.Done<>(now.get());
                });
        tokens.forgetOwners();
        return edit;
    }

    /// Who it is, by name and password; takes as long for an unknown name as for a wrong password.
    public Optional<Caller> authenticate(String name, String password) {
        var hash = transaction.execute(_ -> store.passwordHash(name));
        if (!passwords.matches(password, hash.orElse(UNKNOWN_USER)) || hash.isEmpty()) {
            return Optional.empty();
        }
        return findByName(name).map(user -> new Caller(user.name(), user.id(), user.grants()));
    }

    /// How a user stands now; empty for one who is disabled, has no password, or is no more.
    public Optional<Standing> standing(UUID id) {
        return transaction.execute(_ ->
                store.find(id)
                        .flatMap(user ->
                                store.passwordHash(user.name())
                                        .map(hash -> new Standing(user, mark(hash)))));
    }

    private static String mark(String hash) {
        return HexFormat.of().formatHex(Secrets.sha256(hash), 0, MARK_BYTES);
    }

    private Optional<Edit<User>> unknownProject(Set<Grant> grants) {
        return grants.stream()
                .map(Grant::project)
                .filter(project -> project != null && projects.find(project).isEmpty())
                .findFirst()
                .map(project -> new Edit.Conflicting<>("There is no project \"" + project + "\"."));
    }
}
