package dev.meridian.controlplane.audit.model;

/// Whether the chain is whole.
public sealed interface AuditVerdict {

    /// @param entries how many
    /// @param head hash of the last, in hex: kept elsewhere, it shows later whether the end was cut
    ///   off
    record Whole(long entries, String head) implements AuditVerdict {}

    /// @param seq the first entry that does not fit
    /// @param sentence what is wrong with it
    record Broken(long seq, String sentence) implements AuditVerdict {}
}
