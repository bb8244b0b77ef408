package dev.meridian.controlplane.replicas.store;

import dev.meridian.controlplane.replicas.Leading;
import dev.meridian.controlplane.replicas.StaleTerm;
import dev.meridian.controlplane.replicas.model.Lead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;

/// Begins each transaction of a leader with the question whether its term still stands, and so
/// holds that term until the transaction has ended. No statement of a round can forget it.
///
/// What only reads is not asked: it changes nothing, and nobody has to wait for it.
final class FencedTransactions extends JpaTransactionManager {
    private static final long serialVersionUID = 1;

    /// As the function `in_term` says it.
    private static final String OVER = "MR001";

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        Optional<Lead> lead = Leading.now();
        if (lead.isEmpty() || definition.isReadOnly()) {
            return;
        }
        try {
            ask(lead.get());
        } catch (RuntimeException | Error e) {
            undo(transaction, definition);
            throw e;
        }
    }

    private void ask(Lead lead) {
        DataSource database = Objects.requireNonNull(getDataSource());
        Connection connection = DataSourceUtils.getConnection(database);
        try (PreparedStatement question = connection.prepareStatement("select in_term(?)")) {
            question.setLong(1, lead.term());
            question.execute();
        } catch (SQLException e) {
            if (OVER.equals(e.getSQLState())) {
                throw new StaleTerm("term " + lead.term() + " is over", e);
            }
            throw new CannotCreateTransactionException("the term cannot be asked for", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    /// Nobody ends for us what has begun and was not handed out.
    private void undo(Object transaction, TransactionDefinition definition) {
        var status =
                new DefaultTransactionStatus(
                        definition.getName(), transaction, true, false, false, false, false, null);
        try {
            doRollback(status);
        } finally {
            doCleanupAfterCompletion(transaction);
        }
    }
}
