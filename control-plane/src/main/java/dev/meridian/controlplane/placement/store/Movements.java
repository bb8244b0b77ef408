package dev.meridian.controlplane.placement.store;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What has been written since somebody last looked, by whichever replica.
///
/// Rows tell in which transaction they were written last (`moved_in`). Transactions end in another
/// order than they begin, so a reader takes all rows from the oldest transaction on that had not
/// ended when it last looked: it may see a row twice, and misses none.
@Repository
public class Movements {
    static final String MARK =
            """
            select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint) as upto,
                cast(pg_postmaster_start_time() as text) as server,
                exists (select from traces where name = 'vanished' and moved_in >= s.since) as vanished,
                exists (select from traces where name = 'places' and moved_in >= s.since)
                    or exists (select from nodes where moved_in >= s.since)
                    or exists (select from node_health where moved_in >= s.since) as fleet
            from (select cast(:since as xid8) as since) s\
            """;

    /// In the order of their index, so that it is read whatever the statistics say.
    static final String MOVED =
            """
            (select id, job_id from allocations where moved_in >= cast(:since as xid8) order by moved_in limit :most)
            union all
            (select null, job_id from task_groups where moved_in >= cast(:since as xid8) order by moved_in limit :most)
            union all
            (select null, id from jobs where moved_in >= cast(:since as xid8) order by moved_in limit :most)\
            """;

    private final JdbcClient sql;

    Movements(JdbcClient sql) {
        this.sql = sql;
    }

    /// @param upto transactions before this one have ended: the next reader asks for all from here
    /// @param server differs where the numbers of transactions may have begun anew
    /// @param vanished rows are gone that were alive: all is to be read anew
    /// @param fleet nodes, pools, clusters, regions or pairs have changed
    public record Mark(long upto, String server, boolean vanished, boolean fleet) {}

    /// @param complete false where more has moved than was asked for
    public record Moved(Set<AllocationId> allocations, Set<JobId> jobs, boolean complete) {}

    /// To be read first, in the transaction that reads what has moved.
    ///
    /// @param since [Mark#upto] of the reading before; 0: the first
    public Mark mark(long since) {
        return sql.sql(MARK)
                .param("since", Long.toString(since))
                .query((row, _) ->
                        new Mark(
                                row.getLong("upto"),
                                row.getString("server"),
                                row.getBoolean("vanished"),
                                row.getBoolean("fleet")))
                .single();
    }

    /// @param most rows of each kind that are named
    public Moved since(long since, int most) {
        Set<AllocationId> allocations = new HashSet<>();
        Set<JobId> jobs = new HashSet<>();
        sql.sql(MOVED)
                .param("since", Long.toString(since))
                .param("most", most)
                .query(row -> {
                    UUID allocation = row.getObject(1, UUID.class);
                    if (allocation != null) {
                        allocations.add(new AllocationId(allocation));
                    }
                    jobs.add(new JobId(row.getObject(2, UUID.class)));
                });
        return new Moved(allocations, jobs, allocations.size() < most && jobs.size() < most);
    }
}
