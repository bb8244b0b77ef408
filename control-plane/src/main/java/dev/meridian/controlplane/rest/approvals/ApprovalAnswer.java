package dev.meridian.controlplane.rest.approvals;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.approvals.model.Ending;
import dev.meridian.controlplane.approvals.model.Evidence;
import dev.meridian.controlplane.approvals.model.NewProposal;
import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.approvals.model.ProposalState;
import dev.meridian.controlplane.approvals.model.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A proposal, with what speaks for it and what became of it.
///
/// @param seen how the subject stood when it was proposed, in the words of its kind
/// @param change what would be done, in the words of its kind
/// @param reason in the words of the one who proposed it; may be empty
/// @param endedReason of an approval it may be empty
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApprovalAnswer(
        UUID id,
        String kind,
        ProposalState state,
        SubjectAnswer subject,
        String seen,
        String sentence,
        Map<String, Object> change,
        EvidenceAnswer evidence,
        String proposedBy,
        String reason,
        Instant proposedAt,
        Instant expiresAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        @Nullable String endedReason) {

    /// @param link its path below `/api/v1`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SubjectAnswer(
            String type, String id, String name, String link, @Nullable String project) {}

    /// @param figures counts and shares by name
    /// @param items what happened, newest first
    public record EvidenceAnswer(Map<String, Double> figures, List<ItemAnswer> items) {}

    /// @param link where more of it is told, a path below `/api/v1`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ItemAnswer(String sentence, @Nullable Instant at, @Nullable String link) {}

    public static ApprovalAnswer of(Proposal proposal) {
        NewProposal wish = proposal.wish();
        Subject subject = wish.subject();
        Ending ending = proposal.ending();
        return new ApprovalAnswer(
                proposal.id().value(),
                wish.kind(),
                proposal.state(),
                new SubjectAnswer(
                        subject.type(),
                        subject.id(),
                        subject.name(),
                        "/" + subject.type() + "s/" + subject.id(),
                        subject.project()),
                wish.seen(),
                wish.sentence(),
                wish.change(),
                evidence(wish.evidence()),
                wish.by(),
                wish.reason(),
                proposal.proposedAt(),
                proposal.expiresAt(),
                ending == null ? null : ending.at(),
                ending == null ? null : ending.by(),
                ending == null ? null : ending.reason());
    }

    private static EvidenceAnswer evidence(Evidence evidence) {
        return new EvidenceAnswer(
                evidence.figures(),
                evidence.items().stream()
                        .map(item -> new ItemAnswer(item.sentence(), item.at(), item.link()))
                        .toList());
    }
}
