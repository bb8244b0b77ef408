package dev.meridian.controlplane.approvals.store;

import dev.meridian.controlplane.approvals.model.Ending;
import dev.meridian.controlplane.approvals.model.Evidence;
import dev.meridian.controlplane.approvals.model.NewProposal;
import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.approvals.model.ProposalId;
import dev.meridian.controlplane.approvals.model.ProposalState;
import dev.meridian.controlplane.approvals.model.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// From a row to a proposal, and what of it is JSON.
final class ProposalColumns {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private ProposalColumns() {}

    static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    static Proposal proposal(ResultSet row) throws SQLException {
        var subject =
                new Subject(
                        row.getString("subject_type"),
                        row.getString("subject"),
                        row.getString("subject_name"),
                        row.getString("project"));
        var wish =
                new NewProposal(
                        row.getString("kind"),
                        subject,
                        row.getString("seen"),
                        row.getString("sentence"),
                        JSON.readValue(row.getString("change"), OBJECT),
                        JSON.readValue(row.getString("evidence"), Evidence.class),
                        row.getString("proposed_by"),
                        row.getString("reason"));
        return new Proposal(
                new ProposalId(row.getObject("id", UUID.class)),
                wish,
                moment(row, "proposed_at"),
                moment(row, "expires_at"),
                ending(row),
                row.getLong("version"));
    }

    private static @Nullable Ending ending(ResultSet row) throws SQLException {
        var state = ProposalState.valueOf(row.getString("state"));
        return state.isEnded()
                ? new Ending(
                        state,
                        row.getString("ended_by"),
                        row.getString("ended_reason"),
                        moment(row, "ended_at"))
                : null;
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
