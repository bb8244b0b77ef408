package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.JobState;
import dev.meridian.controlplane.jobs.model.view.JobCounts;
import dev.meridian.controlplane.jobs.model.view.JobFilter;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts jobs by what lists are filtered by, all of it in one walk.
@Component
public class JobCensus {
    private final JdbcClient sql;

    JobCensus(JdbcClient sql) {
        this.sql = sql;
    }

    /// @param mostEnded of the jobs that ended only so many of the newest are counted
    public JobCounts count(JobFilter filter, int mostEnded) {
        var conditions = new JobConditions(filter);
        List<JobCounts.Cell> cells =
                new ArrayList<>(
                        sql.sql(
                                        """
                                        select project, queue, type, state, count(*) as n from jobs j
                                        %s group by project, queue, type, state\
                                        """
                                                .formatted(conditions.live()))
                                .params(conditions.values())
                                .query(JobCensus::cell)
                                .list());
        List<JobCounts.Cell> ended =
                sql.sql(
                                """
                                select project, queue, type, state, count(*) as n from (
                                    select project, queue, type, state from jobs j
                                    %s order by j.submitted_at desc, j.id desc limit :most) newest
                                group by project, queue, type, state\
                                """
                                        .formatted(conditions.ended()))
                        .params(conditions.values())
                        .param("most", mostEnded)
                        .query(JobCensus::cell)
                        .list();
        cells.addAll(ended);
        return new JobCounts(
                cells, ended.stream().mapToLong(JobCounts.Cell::jobs).sum() < mostEnded);
    }

    private static JobCounts.Cell cell(java.sql.ResultSet row, int number)
            throws java.sql.SQLException {
        return new JobCounts.Cell(
                row.getString("project"),
                row.getString("queue"),
                row.getString("type"),
                JobState.valueOf(row.getString("state")),
                row.getLong("n"));
    }
}
