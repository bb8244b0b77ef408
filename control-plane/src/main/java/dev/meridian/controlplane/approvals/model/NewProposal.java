package dev.meridian.controlplane.approvals.model;

import java.util.Map;

/// What somebody would like to be done.
///
/// @param kind the name of a [ProposalKind]
/// @param seen how the subject stands, in the words of its kind
/// @param sentence what is proposed: "Quarantine node eu-west-7."
/// @param change in the words of its kind; shown as it is
/// @param by user name, or `system`
/// @param reason in the words of the one who proposes; may be empty
public record NewProposal(
        String kind,
        Subject subject,
        String seen,
        String sentence,
        Map<String, Object> change,
        Evidence evidence,
        String by,
        String reason) {

    public static final String SYSTEM = "system";
}
