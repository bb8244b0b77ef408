package dev.meridian.controlplane.approvals.store;

import dev.meridian.controlplane.approvals.model.Ending;
import dev.meridian.controlplane.approvals.model.Evidence;
import dev.meridian.controlplane.approvals.model.NewProposal;
import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.approvals.model.ProposalFilter;
import dev.meridian.controlplane.approvals.model.ProposalId;
import dev.meridian.controlplane.approvals.model.Subject;
import dev.meridian.controlplane.kernel.Ids;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `approvals`. A row is made pending and ends once; both only where nobody was faster.
@Repository
public class ProposalStore {
    private static final String INSERT =
            """
            insert into approvals (id, kind, subject_type, subject, subject_name, project, seen, sentence, change, evidence,
                proposed_by, reason, proposed_at, expires_at)
            values (:id, :kind, :type, :subject, :name, :project, :seen, :sentence, cast(:change as jsonb),
                cast(:evidence as jsonb), :by, :reason, :now, :expires)
            on conflict (kind, subject_type, subject) where state = 'PENDING' do nothing\
            """;

    private static final String END =
            """
            update approvals
               set state = :state, ended_at = :at, ended_by = :by, ended_reason = :reason, version = version + 1
             where id = :id and version = :version and state = 'PENDING'\
            """;

    private static final String RENEW =
            """
            update approvals set evidence = cast(:evidence as jsonb), reason = :reason, version = version + 1
             where id = :id and version = :version and state = 'PENDING'\
            """;

    private static final String LIST =
            """
            select * from approvals
             where (:before::uuid is null or id < :before)
               and (:state::text is null or state = :state)
               and (:kind::text is null or kind = :kind)
               and (:everything or project = any(:projects))
             order by id desc limit :limit\
            """;

    private final JdbcClient sql;
    private final Ids ids;

    ProposalStore(JdbcClient sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /// @return empty where one of its kind waits for the subject already
    public Optional<ProposalId> insert(NewProposal wish, Instant now, Instant expires) {
        UUID id = ids.next();
        Subject subject = wish.subject();
        int made =
                sql.sql(INSERT)
                        .param("id", id)
                        .param("kind", wish.kind())
                        .param("type", subject.type())
                        .param("subject", subject.id())
                        .param("name", subject.name())
                        .param("project", subject.project())
                        .param("seen", wish.seen())
                        .param("sentence", wish.sentence())
                        .param("change", ProposalColumns.write(wish.change()))
                        .param("evidence", ProposalColumns.write(wish.evidence()))
                        .param("by", wish.by())
                        .param("reason", wish.reason())
                        .param("now", utc(now))
                        .param("expires", utc(expires))
                        .update();
        return made == 0 ? Optional.empty() : Optional.of(new ProposalId(id));
    }

    public Optional<Proposal> find(ProposalId id) {
        return one("select * from approvals where id = :id", id);
    }

    /// And nobody else changes it before the end of the transaction.
    public Optional<Proposal> lock(ProposalId id) {
        return one("select * from approvals where id = :id for update", id);
    }

    private Optional<Proposal> one(String statement, ProposalId id) {
        return sql.sql(statement)
                .param("id", id.value())
                .query((row, _) -> ProposalColumns.proposal(row))
                .optional();
    }

    public Optional<Proposal> waiting(String kind, Subject subject) {
        return sql.sql(
                        """
                        select * from approvals
                         where kind = :kind and subject_type = :type and subject = :subject and state = 'PENDING'\
                        """)
                .param("kind", kind)
                .param("type", subject.type())
                .param("subject", subject.id())
                .query((row, _) -> ProposalColumns.proposal(row))
                .optional();
    }

    /// All that wait, oldest first.
    public List<Proposal> waiting() {
        return sql.sql("select * from approvals where state = 'PENDING' order by id")
                .query((row, _) -> ProposalColumns.proposal(row))
                .list();
    }

    /// How many wait, by kind.
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new HashMap<>();
        sql.sql("select kind, count(*) from approvals where state = 'PENDING' group by kind")
                .query(row -> {
                    counts.put(row.getString(1), row.getInt(2));
                });
        return counts;
    }

    /// Newest first.
    ///
    /// @param before the last one of the page before; null: from the start
    public List<Proposal> list(ProposalFilter filter, @Nullable UUID before, int limit) {
        Set<String> projects =
                switch (filter.visible()) {
                    case VisibleProjects.All _ -> Set.of();
                    case VisibleProjects.Only(Set<String> names) -> names;
                };
        return sql.sql(LIST)
                .param("before", before)
                .param("state", filter.state() == null ? null : filter.state().name())
                .param("kind", filter.kind())
                .param("everything", filter.visible() instanceof VisibleProjects.All)
                .param("projects", projects.toArray(String[]::new))
                .param("limit", limit)
                .query((row, _) -> ProposalColumns.proposal(row))
                .list();
    }

    /// @return whether it was still pending, at the version that the caller has
    public boolean end(Proposal proposal, Ending ending) {
        return sql.sql(END)
                        .param("id", proposal.id().value())
                        .param("version", proposal.version())
                        .param("state", ending.state().name())
                        .param("at", utc(ending.at()))
                        .param("by", ending.by())
                        .param("reason", ending.reason())
                        .update()
                > 0;
    }

    /// @return whether it was still pending, at the version that the caller has
    public boolean renew(Proposal proposal, String reason, Evidence evidence) {
        return sql.sql(RENEW)
                        .param("id", proposal.id().value())
                        .param("version", proposal.version())
                        .param("reason", reason)
                        .param("evidence", ProposalColumns.write(evidence))
                        .update()
                > 0;
    }

    /// A line in the history of all that happens.
    public void tell(Proposal proposal, String kind, String sentence, Instant now) {
        Subject subject = proposal.subject();
        sql.sql(
                        """
                        insert into events (at, kind, project, node_id, sentence, data)
                        values (:at, :kind, :project, :node, :sentence, cast(:data as jsonb))\
                        """)
                .param("at", utc(now))
                .param("kind", kind)
                .param("project", subject.project())
                .param("node", subject.type().equals("node") ? UUID.fromString(subject.id()) : null)
                .param("sentence", sentence)
                .param(
                        "data",
                        ProposalColumns.write(
                                Map.of(
                                        "approval", proposal.id().toString(),
                                        "kind", proposal.wish().kind(),
                                        "subject", subject.type() + "s/" + subject.id())))
                .update();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
