package dev.meridian.controlplane.forecast.model.view;

import dev.meridian.controlplane.forecast.model.Provenance;
import dev.meridian.controlplane.forecast.model.ResourceKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A learned model, without its bytes.
///
/// @param mase its mean scaled error on time that it had not seen
/// @param rivalMase that of what it stood against: the champion of its day, or the experts alone
/// @param naiveMase that of the last value
/// @param coverage share of truths below p95, which promises 0.95
/// @param verdict why it is in its state, for people
/// @param promotedAt when it last became champion; null: never
public record ModelLine(
        long id,
        ResourceKind kind,
        ModelState state,
        Provenance provenance,
        double mase,
        double rivalMase,
        double naiveMase,
        double coverage,
        String verdict,
        Instant stateSince,
        @Nullable Instant promotedAt) {}
