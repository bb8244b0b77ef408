package dev.meridian.controlplane.forecast.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Repository;

/// Lets one of all replicas learn at a time: what takes one of them a minute of a core serves all.
///
/// The turn lies in a session of the database, so that it ends with a replica that dies in it.
@Repository
public class LearningTurn {
    private static final String LOCK = "hashtext('meridian forecast models')";

    private final DataSource database;

    LearningTurn(DataSource database) {
        this.database = database;
    }

    /// Does some work, unless another replica is at it.
    ///
    /// @return whether it was done
    public boolean take(Runnable work) {
        try (Connection own = database.getConnection()) {
            if (!isTrue(own, "select pg_try_advisory_lock(" + LOCK + ")")) {
                return false;
            }
            try {
                work.run();
            } finally {
                isTrue(own, "select pg_advisory_unlock(" + LOCK + ")");
            }
            return true;
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The turn to learn cannot be taken", e);
        }
    }

    private static boolean isTrue(Connection own, String question) throws SQLException {
        try (Statement statement = own.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
