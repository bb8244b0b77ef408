package dev.meridian.controlplane.console.approvals;

import dev.meridian.controlplane.approvals.model.Evidence;
import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.approvals.model.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All about a proposal.
///
/// @param subjectPath of the page that tells more of it
/// @param approvalRefused why the reader may not approve it; null: they may
/// @param rejectable whether the reader may reject it
/// @param endedReason null: it is pending
record ProposalView(
        ProposalLine line,
        String subjectType,
        String subjectName,
        String subjectPath,
        List<Fact> change,
        List<Fact> figures,
        List<Evidence.Item> items,
        long version,
        @Nullable String approvalRefused,
        boolean rejectable,
        @Nullable String endedReason) {

    /// A name in words and its value.
    record Fact(String name, String value) {}

    static ProposalView of(
            Proposal proposal, @Nullable String approvalRefused, boolean rejectable) {
        Subject subject = proposal.subject();
        var ending = proposal.ending();
        return new ProposalView(
                ProposalLine.of(proposal),
                subject.type(),
                subject.name(),
                path(subject),
                proposal.wish().change().entrySet().stream().map(ProposalView::fact).toList(),
                proposal.wish().evidence().figures().entrySet().stream()
                        .map(ProposalView::fact)
                        .toList(),
                proposal.wish().evidence().items(),
                proposal.version(),
                approvalRefused,
                rejectable,
                ending == null ? null : ending.reason());
    }

    private static String path(Subject subject) {
        return switch (subject.type()) {
            case "node" -> "/nodes/" + subject.id();
            case "region" -> "/nodes?region=" + subject.id();
            default -> "/projects";
        };
    }

    private static Fact fact(Map.Entry<String, ?> entry) {
        String words = entry.getKey().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        String value = String.valueOf(entry.getValue());
        return new Fact(
                Character.toUpperCase(words.charAt(0)) + words.substring(1),
                value.endsWith(".0") ? value.substring(0, value.length() - 2) : value);
    }
}
