package dev.meridian.controlplane.console.anomalies;

import dev.meridian.controlplane.forecast.model.anomaly.Anomaly;
import java.time.Instant;

/// An anomaly in the list.
///
/// @param link a page of the subject; empty: it has none
/// @param once in how many values one is as unlikely as the worst: `1 in 10,000`
public record AnomalyLine(
        String id,
        String state,
        String type,
        String name,
        String link,
        String sentence,
        String once,
        int readings,
        Instant since,
        Instant until) {
    private static final double MOST = 9;

    public static AnomalyLine of(Anomaly one) {
        var subject = one.subject();
        return new AnomalyLine(
                one.id().toString(),
                one.open() ? "OPEN" : "ENDED",
                subject.type(),
                subject.name(),
                switch (subject.type()) {
                    case "node" -> "/nodes/" + subject.id();
                    case "project" -> "/projects/" + subject.id();
                    case String _ -> "";
                },
                one.sentence(),
                "1 in %s%,d"
                        .formatted(
                                one.score() > MOST ? "over " : "",
                                Math.round(Math.pow(10, Math.min(MOST, one.score())))),
                one.readings(),
                one.since(),
                one.until());
    }
}
