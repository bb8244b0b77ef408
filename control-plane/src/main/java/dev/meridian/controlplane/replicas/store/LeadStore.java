package dev.meridian.controlplane.replicas.store;

import dev.meridian.controlplane.replicas.model.Lead;
import dev.meridian.controlplane.replicas.model.ReplicaId;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The lease of the one that leads, on the database's clock.
public class LeadStore {
    /// One that has ended is not renewed but taken anew: meanwhile nobody led.
    private static final String RENEW =
            """
            update lead_lease
               set renewed_at = clock_timestamp(), expires_at = clock_timestamp() + :millis * interval '1 millisecond'
             where holder = :me and term = :term and expires_at > clock_timestamp()
            """;

    private static final String TAKE =
            "select new_term, contact_millis from take_lead(:me, :millis * interval '1 millisecond')";

    private static final String RELEASE =
            "update lead_lease set expires_at = '-infinity' where holder = :me";

    private final JdbcClient jdbc;
    private final JdbcClient patient;

    /// @param patient waits for a take-over as long as that may take
    LeadStore(JdbcClient jdbc, JdbcClient patient) {
        this.jdbc = jdbc;
        this.patient = patient;
    }

    /// @return false: somebody else leads, or may
    public boolean renew(ReplicaId me, long term, Duration lease) {
        return jdbc.sql(RENEW)
                        .param("me", me.value())
                        .param("term", term)
                        .param("millis", lease.toMillis())
                        .update()
                == 1;
    }

    /// Ends the lease of whoever leads no longer, and waits until nothing more can be written under
    /// the term before.
    ///
    /// @return empty where somebody leads
    public Optional<Lead> take(ReplicaId me, Duration lease) {
        return patient.sql(TAKE)
                .param("me", me.value())
                .param("millis", lease.toMillis())
                .query((row, _) -> new Lead(row.getLong(1), Duration.ofMillis(row.getLong(2))))
                .optional();
    }

    /// Ends the lease, if it is this one's.
    public void release(ReplicaId me) {
        jdbc.sql(RELEASE).param("me", me.value()).update();
    }
}
