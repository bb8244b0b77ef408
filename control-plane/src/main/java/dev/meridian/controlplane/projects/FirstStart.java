package dev.meridian.controlplane.projects;

import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.kernel.HomeLock;
import dev.meridian.controlplane.projects.model.Grant;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.projects.model.Scope;
import dev.meridian.controlplane.projects.model.User;
import dev.meridian.controlplane.projects.store.UserStore;
import java.time.Clock;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes the user `admin` with a password where there is none, and sees that the home holds a token
/// that works.
///
/// Before the first request is served. With an external database a second control plane finds the
/// user and makes only a token for its own home.
@Component
class FirstStart implements SmartInitializingSingleton {
    static final String ADMIN = "admin";
    static final String TOKEN_FILE = "admin-token";
    static final String PASSWORD_FILE = "admin-password";

    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);

    private final Home home;
    private final UserStore users;
    private final Tokens tokens;
    private final Secrets secrets;
    private final PasswordEncoder passwords;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FirstStart(
            Home home,
            HomeLock homeIsOurs,
            UserStore users,
            Tokens tokens,
            Secrets secrets,
            PasswordEncoder passwords,
            TransactionTemplate transaction,
            Clock clock) {
        this.home = home;
        this.users = users;
        this.tokens = tokens;
        this.secrets = secrets;
        this.passwords = passwords;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        home.folder("");
        User admin = transaction.execute(_ -> admin());
        if (home.read(TOKEN_FILE).flatMap(tokens::authenticate).isEmpty()) {
            var token = tokens.issue(admin, "home " + home.path(), Scope.ALL, null);
            home.writeSecret(TOKEN_FILE, token.secret());
        }
    }

    private User admin() {
        users.lockFirstStart();
        return users.findByName(ADMIN).orElseGet(this::newAdmin);
    }

    private User newAdmin() {
        String password = secrets.next("");
        User admin = users.insert(ADMIN, Set.of(new Grant(Role.ADMIN, null)), clock.instant());
        users.setPasswordHash(admin.id(), passwords.encode(password));
        home.writeSecret(PASSWORD_FILE, password);
        log.info(
                "first start: user \"{}\" has the password {} (kept in {})",
                ADMIN,
                password,
                home.path().resolve(PASSWORD_FILE));
        return admin;
    }
}
