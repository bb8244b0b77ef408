package dev.meridian.controlplane.jobs.model.spec;

import java.util.Locale;

/// What becomes of a copy whose node falls silent; see docs/explanation/failover.md.
///
/// - `fence`: it stops itself when its lease ends, and is placed anew only after that: never two
///   live copies
/// - `keep`: it runs on through any silence and is not replaced
/// - `overlap`: it is replaced when its node is lost, and stopped when it returns
public enum DisconnectPolicy implements Word {
    FENCE,
    KEEP,
    OVERLAP;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
