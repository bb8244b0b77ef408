package dev.meridian.controlplane.audit.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// An entry that has no place in the chain yet.
///
/// @param at cut to microseconds, as the database keeps it
/// @param detail a JSON object as text
public record NewEntry(
        Instant at, String actor, String source, String action, String object, String detail) {

    public NewEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    public AuditEntry at(long seq) {
        return new AuditEntry(seq, at, actor, source, action, object, detail);
    }
}
