package dev.meridian.controlplane.jobs.model.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How near a job must be to a region or to its clients.
public record LatencySpec(
        @Says("a region") @Nullable String to,
        @Says(
                        "latitude and longitude of the clients, in degrees; by the distance to the place of the region")
                List<Double> toClient,
        @Says("round trip at most, in milliseconds") double maxMs) {

    public LatencySpec {
        toClient = List.copyOf(toClient);
        Checks checks =
                Checks.of()
                        .matches("to", to, Names.DNS, Names.DNS_HINT)
                        .that(
                                (to == null) == (toClient.size() == 2),
                                "",
                                "latency is measured to one end",
                                "give either `to` or `toClient: [latitude, longitude]`",
                                "to",
                                "toClient")
                        .range("maxMs", maxMs, 0.1, 60_000);
        if (toClient.size() == 2) {
            checks.range("toClient/0", toClient.get(0), -90, 90)
                    .range("toClient/1", toClient.get(1), -180, 180);
        }
        checks.orThrow();
    }
}
