package dev.meridian.controlplane.jobs.spec;

import dev.meridian.controlplane.jobs.model.spec.Durations;
import dev.meridian.controlplane.jobs.model.spec.RuntimeEstimate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/// Reads durations and points in time.
final class Times {

    private static final String AUTO = "auto";
    private static final int LAST_YEAR = 9999;

    private Times() {}

    static Duration duration(SpecTree tree) throws Misread {
        if (tree instanceof SpecTree.Text(String text)) {
            try {
                return Durations.parse(text);
            } catch (NumberFormatException _) {
                // told below
            }
        }
        String hint = tree instanceof SpecTree.Numeric ? "add its unit, as in " : "write it as in ";
        throw Misread.unparsable(tree, "a duration", hint + "15s, 10m, 2h or 1d");
    }

    static SpecTree tree(Duration duration) {
        return new SpecTree.Text(Durations.text(duration));
    }

    static RuntimeEstimate estimate(SpecTree tree) throws Misread {
        return tree instanceof SpecTree.Text(String text) && text.equals(AUTO)
                ? RuntimeEstimate.AUTO
                : new RuntimeEstimate(duration(tree));
    }

    static SpecTree tree(RuntimeEstimate estimate) {
        Duration given = estimate.given();
        return given == null ? new SpecTree.Text(AUTO) : tree(given);
    }

    static Instant instant(SpecTree tree) throws Misread {
        if (tree instanceof SpecTree.Text(String text)) {
            try {
                OffsetDateTime time = OffsetDateTime.parse(text);
                if (time.getYear() > LAST_YEAR || time.getYear() < 0) {
                    throw Misread.impossible(
                            tree,
                            "which is no year that a job could mean",
                            "give a year of four digits");
                }
                return time.toInstant();
            } catch (DateTimeException _) {
                // told below
            }
        }
        throw Misread.unparsable(tree, "a time", "write it as in 2026-12-01T08:00:00Z");
    }
}
