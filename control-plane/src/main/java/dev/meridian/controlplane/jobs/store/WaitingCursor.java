package dev.meridian.controlplane.jobs.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/// Where a page of what waits ended.
///
/// @param at microseconds, as the database keeps them
record WaitingCursor(int priority, Instant at, UUID job, int ordinal) {

    static WaitingCursor of(ResultSet row) throws SQLException {
        return new WaitingCursor(
                row.getInt("priority"),
                AllocationColumns.moment(row, "queued_at"),
                row.getObject("job_id", UUID.class),
                row.getInt("ordinal"));
    }

    String text() {
        return priority + "_" + at + "_" + job + "_" + ordinal;
    }

    /// @throws IllegalArgumentException when it is none of ours
    static WaitingCursor parse(String text) {
        String[] parts = text.split("_", -1);
        try {
            if (parts.length == 4) {
                return new WaitingCursor(
                        Integer.parseInt(parts[0]),
                        Instant.parse(parts[1]),
                        UUID.fromString(parts[2]),
                        Integer.parseInt(parts[3]));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the cursor is none that a list has given", e);
        }
        throw new IllegalArgumentException("the cursor is none that a list has given");
    }
}
