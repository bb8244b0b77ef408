package dev.meridian.controlplane.replicas.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.dao.DataAccessResourceFailureException;

/// Words that replicas call to each other, on one connection that is kept. What is called while
/// nobody listens is lost.
public final class Notices implements AutoCloseable {
    private static final String LISTEN = "listen meridian";
    private static final String CALL = "select pg_notify('meridian', ?)";

    private final LeadPool pool;
    private @Nullable Connection kept;

    Notices(LeadPool pool) {
        this.pool = pool;
    }

    /// Calls, and answers what others have called since.
    public synchronized List<String> exchange(Collection<String> words) {
        try {
            Connection connection = connection();
            for (String word : words) {
                try (PreparedStatement call = connection.prepareStatement(CALL)) {
                    call.setString(1, word);
                    call.execute();
                }
            }
            return heard(connection.unwrap(PGConnection.class));
        } catch (SQLException e) {
            close();
            throw new DataAccessResourceFailureException("the other replicas cannot be heard", e);
        }
    }

    private Connection connection() throws SQLException {
        Connection open = kept;
        if (open == null) {
            open = pool.connection();
            kept = open;
            try (Statement statement = open.createStatement()) {
                statement.execute(LISTEN);
            }
        }
        return open;
    }

    private static List<String> heard(PGConnection connection) throws SQLException {
        List<String> words = new ArrayList<>();
        PGNotification @Nullable [] notices = connection.getNotifications();
        if (notices != null) {
            for (PGNotification notice : notices) {
                if (notice.getPID() != connection.getBackendPID()) {
                    words.add(notice.getParameter());
                }
            }
        }
        return words;
    }

    @Override
    public synchronized void close() {
        Connection open = kept;
        kept = null;
        if (open == null) {
            return;
        }
        try {
            // what listens is of no use to the pool
            pool.discard(open);
        } catch (SQLException _) {
            // it is gone either way
        }
    }
}
