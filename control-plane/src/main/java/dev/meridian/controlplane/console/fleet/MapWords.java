package dev.meridian.controlplane.console.fleet;

import dev.meridian.controlplane.console.fleet.FleetPicture.Way;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the map says of a way.
final class MapWords {
    private MapWords() {}

    static String milliseconds(double latency) {
        return String.format(Locale.ROOT, latency < 10 ? "%.1f ms" : "%.0f ms", latency)
                .replace(".0 ", " ");
    }

    /// `81 ms · $0.05–0.09/GB` for both directions together.
    static String brief(Way way, @Nullable Way back) {
        Double latency = way.latency() == null && back != null ? back.latency() : way.latency();
        double other = back == null ? way.egress() : back.egress();
        double least = Math.min(way.egress(), other);
        double most = Math.max(way.egress(), other);
        return (latency == null ? "" : milliseconds(latency) + " · ")
                + "$"
                + dollars(least)
                + (most > least ? "–" + dollars(most) : "")
                + "/GB";
    }

    private static String dollars(double amount) {
        return String.format(Locale.ROOT, "%.3f", amount).replaceAll("0$", "");
    }

    static String of(Way way) {
        return way.from()
                + " to "
                + way.to()
                + ": "
                + (way.latency() == null ? "latency unknown" : milliseconds(way.latency()))
                + ", "
                + "$"
                + dollars(way.egress())
                + " per GB";
    }
}
