package dev.meridian.controlplane.placement.store;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.model.Award;
import dev.meridian.controlplane.placement.model.Bid;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// The table `plan_awards`.
final class AwardRows {
    private static final String ADD =
            """
            insert into plan_awards (plan_id, position, allocation_id, job_id, project, kind, region, bids)
            select :plan, row_number() over (), a.allocation, a.job, a.project, a.kind, a.region, a.bids
              from jsonb_to_recordset(cast(:awards as jsonb))
                as a (allocation uuid, job uuid, project text, kind text, region text, bids jsonb)\
            """;

    private static final String OF =
            """
            select * from plan_awards
             where plan_id = :plan and (:everything or project = any (:projects)) order by position\
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder().build();

    AwardRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Line(
            String allocation,
            String job,
            String project,
            Award.Kind kind,
            String region,
            List<Bid> bids) {}

    /// In one statement, in their order.
    void add(UUID plan, List<Award> awards) {
        List<Line> lines =
                awards.stream()
                        .map(one ->
                                new Line(
                                        one.allocation().toString(),
                                        one.job().toString(),
                                        one.project(),
                                        one.kind(),
                                        one.region(),
                                        one.bids()))
                        .toList();
        jdbc.sql(ADD).param("plan", plan).param("awards", json.writeValueAsString(lines)).update();
    }

    List<Award> of(UUID plan, VisibleProjects visible) {
        Set<String> projects =
                switch (visible) {
                    case VisibleProjects.All _ -> Set.of();
                    case VisibleProjects.Only(Set<String> names) -> names;
                };
        return jdbc.sql(OF)
                .param("plan", plan)
                .param("everything", visible instanceof VisibleProjects.All)
                .param("projects", projects.toArray(String[]::new))
                .query((row, _) -> award(row))
                .list();
    }

    private Award award(ResultSet row) throws SQLException {
        return new Award(
                new AllocationId(row.getObject("allocation_id", UUID.class)),
                new JobId(row.getObject("job_id", UUID.class)),
                row.getString("project"),
                Award.Kind.valueOf(row.getString("kind")),
                row.getString("region"),
                List.of(json.readValue(row.getString("bids"), Bid[].class)));
    }
}
