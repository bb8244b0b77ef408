package dev.meridian.controlplane.telemetry.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.telemetry.model.Reading;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;

/// Writes what was measured, by COPY.
@Repository
public class SampleStore {
    static final String HOLDERS =
            """
            select distinct on (allocation_id) allocation_id, node_id
              from attempts
             where allocation_id = any (:ids)
             order by allocation_id, epoch desc
            """;

    /// Between the end of a quarter and what counts as late; roll-ups begin later still.
    static final Duration ON_TIME = Duration.ofMinutes(1);

    private static final String LATE =
            """
            insert into late_samples (slot, node_id)
            select * from unnest(cast(:slots as timestamptz[]), cast(:nodes as uuid[])) on conflict do nothing\
            """;

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final Layouts layouts;

    SampleStore(DataSource dataSource, JdbcClient jdbc, Layouts layouts) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.layouts = layouts;
    }

    /// @return where each of these was placed last; absent: nowhere yet, or unknown
    public Map<AllocationId, NodeId> holders(Collection<AllocationId> allocations) {
        Map<AllocationId, NodeId> found = new HashMap<>();
        if (allocations.isEmpty()) return found;
        jdbc.sql(HOLDERS)
                .param("ids", allocations.stream().map(AllocationId::value).toArray(UUID[]::new))
                .query(row -> {
                    found.put(
                            new AllocationId(row.getObject(1, UUID.class)),
                            new NodeId(row.getObject(2, UUID.class)));
                });
        return found;
    }

    /// All of them or none, but for those of which there are too many layouts.
    ///
    /// @return those that were stored
    public List<Reading> insert(List<Reading> readings, Instant now) {
        CopyRows rows = new CopyRows(readings.size());
        List<Reading> taken = new ArrayList<>(readings.size());
        for (Reading reading : readings) {
            Optional<Integer> layout = layouts.number(reading.layout());
            if (layout.isPresent()) {
                rows.add(reading, layout.get());
                taken.add(reading);
            }
        }
        // before the rows are there: a mark too many does no harm, one too few would
        markLate(taken, now);
        copy(rows.end(), taken.size());
        return taken;
    }

    private record Late(Instant slot, NodeId node) {}

    private void markLate(List<Reading> readings, Instant now) {
        Set<Late> late = new HashSet<>();
        Instant oldest = Course.slotOf(now.minus(ON_TIME));
        for (Reading reading : readings) {
            if (reading.at().isBefore(oldest)) {
                late.add(new Late(Course.slotOf(reading.at()), reading.node()));
            }
        }
        if (late.isEmpty()) return;
        List<Late> all = List.copyOf(late);
        jdbc.sql(LATE)
                .param(
                        "slots",
                        all.stream().map(each -> each.slot().toString()).toArray(String[]::new))
                .param("nodes", all.stream().map(each -> each.node().value()).toArray(UUID[]::new))
                .update();
    }

    private void copy(byte[] rows, int count) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(CopyRows.COPY, new ByteArrayInputStream(rows));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store " + count + " rows of samples", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
