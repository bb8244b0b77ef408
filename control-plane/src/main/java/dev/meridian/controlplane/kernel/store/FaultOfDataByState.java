package dev.meridian.controlplane.kernel.store;

import dev.meridian.controlplane.kernel.FaultOfData;
import dev.meridian.controlplane.kernel.NoRoom;
import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/// Goes by the class of the state that PostgreSQL itself gives; where no statement failed, only a
/// database that was not reached is not the data's fault.
///
/// Source: PostgreSQL documentation, appendix A, error codes.
@Component
class FaultOfDataByState implements FaultOfData {
    /// Connections; a transaction that may not write, or has timed out; roll-backs for the sake of
    /// others; resources; locks; an operator's or a timeout's intervention; the system's own
    /// errors; the term of a leader.
    private static final Set<String> NOBODYS =
            Set.of("08", "25", "40", "53", "55", "57", "58", "MR");

    private static final int CLASS = 2;

    @Override
    public boolean behind(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state != null
                        && state.length() > CLASS
                        && !NOBODYS.contains(state.substring(0, CLASS));
            }
        }
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof DataAccessResourceFailureException
                    || e instanceof TransientDataAccessException
                    || e instanceof CannotCreateTransactionException
                    || e instanceof NoRoom) {
                return false;
            }
        }
        return true;
    }
}
