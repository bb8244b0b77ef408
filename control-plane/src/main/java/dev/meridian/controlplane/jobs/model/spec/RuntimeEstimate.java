package dev.meridian.controlplane.jobs.model.spec;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long a job is expected to run: as its user says, or (null) as Meridian predicts: `auto`.
public record RuntimeEstimate(@Nullable Duration given) {

    public static final RuntimeEstimate AUTO = new RuntimeEstimate(null);
}
