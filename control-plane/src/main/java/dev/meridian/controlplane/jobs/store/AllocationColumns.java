package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.Copy;
import dev.meridian.controlplane.jobs.model.Stop;
import dev.meridian.controlplane.jobs.model.StopOrder;
import dev.meridian.controlplane.jobs.model.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The columns of an allocation that make its state.
final class AllocationColumns {
    static final String NAMES =
            """
            a.state, a.epoch, a.node_id, a.retries, a.losses, a.memory_factor, a.avoid_node, a.not_before, \
            a.stop_order, a.stop_reason, a.exit_code, a.reason, a.started_at, a.ended_at\
            """;

    private AllocationColumns() {}

    static AllocationState state(ResultSet row) throws SQLException {
        int epoch = row.getInt("epoch");
        Tally tally =
                new Tally(
                        row.getInt("retries"),
                        row.getInt("losses"),
                        row.getDouble("memory_factor"),
                        node(row, "avoid_node"));
        @Nullable Instant startedAt = time(row, "started_at");
        @Nullable Integer exitCode = number(row, "exit_code");
        @Nullable String reason = row.getString("reason");
        return switch (AllocationState.Kind.valueOf(row.getString("state"))) {
            case PENDING -> new AllocationState.Pending(epoch, tally, time(row, "not_before"));
            case ASSIGNED -> new AllocationState.Assigned(copy(row, epoch), tally, stop(row));
            case STARTING -> new AllocationState.Starting(copy(row, epoch), tally, stop(row));
            case RUNNING ->
                    new AllocationState.Running(
                            copy(row, epoch),
                            tally,
                            stop(row),
                            Objects.requireNonNull(startedAt, "a running copy has started"));
            case UNKNOWN ->
                    new AllocationState.Unknown(copy(row, epoch), tally, stop(row), startedAt);
            case SUCCEEDED ->
                    new AllocationState.Succeeded(
                            epoch,
                            tally,
                            Objects.requireNonNull(exitCode, "a success has an exit code"),
                            ended(row));
            case FAILED ->
                    new AllocationState.Failed(
                            epoch,
                            tally,
                            Objects.requireNonNullElse(reason, ""),
                            exitCode,
                            ended(row));
            case CANCELLED ->
                    new AllocationState.Cancelled(
                            epoch,
                            tally,
                            Objects.requireNonNullElse(reason, ""),
                            exitCode,
                            ended(row));
        };
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    static @Nullable NodeId node(ResultSet row, String column) throws SQLException {
        @Nullable UUID id = row.getObject(column, UUID.class);
        return id == null ? null : new NodeId(id);
    }

    static @Nullable Stop stop(ResultSet row) throws SQLException {
        @Nullable String order = row.getString("stop_order");
        return order == null
                ? null
                : new Stop(
                        StopOrder.valueOf(order),
                        row.getString("stop_reason"),
                        time(row, "not_before"));
    }

    private static Copy copy(ResultSet row, int epoch) throws SQLException {
        return new Copy(new NodeId(row.getObject("node_id", UUID.class)), epoch);
    }

    private static Instant ended(ResultSet row) throws SQLException {
        return moment(row, "ended_at");
    }
}
