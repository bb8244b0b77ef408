package dev.meridian.controlplane.jobs.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// How many of a group are to start together.
///
/// @param least the fewest that it may start with again; null: all
/// @param last how many it was last started with
public record GangSize(@Nullable Integer least, int last, int succeeded) {

    static GangSize of(ResultSet row) throws SQLException {
        @Nullable Integer last = AllocationColumns.number(row, "gang_size");
        return new GangSize(
                AllocationColumns.number(row, "shrinks_to"),
                last == null ? row.getInt("count") : last,
                row.getInt("succeeded"));
    }
}
