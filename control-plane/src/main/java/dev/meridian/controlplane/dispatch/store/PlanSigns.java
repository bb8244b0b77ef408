package dev.meridian.controlplane.dispatch.store;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What has happened that a plan would see, in one statement that reads the new lines of history
/// and the fleet, and nothing of what runs.
@Repository
public class PlanSigns {
    /// Any line of history may free room or bring work, but for those that tell of what plans
    /// themselves have done.
    static final String SIGNS =
            """
            select coalesce((select max(id) from events), 0) as newest,
                exists (
                    select from events
                    where id > :seen and kind not in ('PLACED', 'STARTED', 'STOP_ORDERED', 'JOB_RUNNING')) as moved,
                concat_ws(' ',
                    (select concat(count(*), ':', sum(hashtextextended(concat(n.id, h.contact), n.version)))
                     from nodes n join node_health h on h.node_id = n.id),
                    (select concat(count(*), ':', sum(hashtextextended(cast(id as text), version))) from node_pools),
                    (select concat(count(*), ':', sum(hashtextextended(cast(id as text), version))) from clusters),
                    (select concat(count(*), ':', sum(hashtextextended(name, version))) from regions),
                    (select concat(count(*), ':', sum(hashtextextended(concat(from_region, ' ', to_region), version)))
                     from region_pairs)) as fleet
            """;

    private final JdbcClient jdbc;

    PlanSigns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param newest line of history that there is
    /// @param moved whether a line after the one asked for tells of room or work
    /// @param fleet the same text as long as no node, pool, cluster, region or pair has changed
    public record Signs(long newest, boolean moved, String fleet) {}

    /// @param seen line of history; those after it count
    public Signs since(long seen) {
        return jdbc.sql(SIGNS)
                .param("seen", seen)
                .query((row, _) ->
                        new Signs(
                                row.getLong("newest"),
                                row.getBoolean("moved"),
                                row.getString("fleet")))
                .single();
    }
}
