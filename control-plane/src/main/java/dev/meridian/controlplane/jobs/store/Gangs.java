package dev.meridian.controlplane.jobs.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which groups start and begin again as one.
final class Gangs {

    private Gangs() {}

    /// Groups of one job with the same key are one gang; empty: each instance on its own.
    ///
    /// @param row with what a group says of it: `gang_group`, `shrinks_to`, `count` and `min_count`
    static Optional<String> key(ResultSet row, UUID group) throws SQLException {
        @Nullable String gangGroup = row.getString("gang_group");
        if (gangGroup != null) {
            return Optional.of(gangGroup);
        }
        int count = row.getInt("count");
        @Nullable Integer minCount = AllocationColumns.number(row, "min_count");
        boolean whole = minCount != null && minCount == count && count > 1;
        return whole || AllocationColumns.number(row, "shrinks_to") != null
                ? Optional.of(group.toString())
                : Optional.empty();
    }
}
