package dev.meridian.controlplane.kernel.store;

import dev.meridian.controlplane.kernel.FullDisk;
import java.sql.SQLException;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Goes by the state that PostgreSQL itself gives: `disk_full` (53100), and an input or output
/// error (58030), which is what a quota makes of a write.
///
/// Source: PostgreSQL documentation, appendix A, error codes.
@Component
class FullDiskOfServer implements FullDisk {
    private static final Set<String> STATES = Set.of("53100", "58030");

    @Override
    public boolean behind(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof SQLException sql
                    && STATES.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}
