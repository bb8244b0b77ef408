package dev.meridian.controlplane.audit.model;

import java.time.Instant;

/// One thing that somebody did or tried.
///
/// @param seq from 1, without gaps
/// @param actor user name, or `system`
/// @param source address that it came from
/// @param action what was done: `POST /api/v1/jobs`
/// @param object what it was done to: `jobs/0197…`
/// @param detail a JSON object: before, after, outcome; text for text as it was hashed
public record AuditEntry(
        long seq,
        Instant at,
        String actor,
        String source,
        String action,
        String object,
        String detail) {}
