package dev.meridian.controlplane.placement.model;

/// Why something waits, in one word; part of the API.
public enum PendingToken {
    MISCONFIGURED("Misconfigured"),
    NO_MATCHING_NODE("NoMatchingNode"),
    INSUFFICIENT_RESOURCES("InsufficientResources"),
    EXCEEDS_QUOTA("ExceedsQuota"),
    WAITING_FOR_QUOTA("WaitingForQuota"),
    EXCEEDS_BUDGET("ExceedsBudget"),
    RESIDENCY_FORBIDS("ResidencyForbids"),
    TOPOLOGY_CANNOT_FIT("TopologyCannotFit"),
    WAITING_FOR_GANG("WaitingForGang"),
    WAITING_FOR_PREEMPTION("WaitingForPreemption"),
    WAITING_FOR_RESERVATION("WaitingForReservation"),
    SUSPENDED("Suspended"),
    PENDING_EVALUATION("PendingEvaluation");

    private final String text;

    PendingToken(String text) {
        this.text = text;
    }

    /// As the API writes it.
    public String text() {
        return text;
    }
}
