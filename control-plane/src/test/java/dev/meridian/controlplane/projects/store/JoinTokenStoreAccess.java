package dev.meridian.controlplane.projects.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Makes the store outside of Spring, for tests of its services.
public final class JoinTokenStoreAccess {
    private JoinTokenStoreAccess() {}

    public static JoinTokenStore on(JdbcClient sql) {
        return new JoinTokenStore(sql);
    }
}
