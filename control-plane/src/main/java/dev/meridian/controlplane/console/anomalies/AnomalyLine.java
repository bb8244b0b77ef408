package dev.meridian.controlplane.console.anomalies;

import dev.meridian.controlplane.console.look.Address;
import dev.meridian.controlplane.forecast.model.anomaly.Anomaly;
import java.time.Instant;

/// An anomaly in the list.
///
/// @param link a page of the subject; empty: it has none
/// @param proposal the page of the quarantine of its node that waits for a person; empty: none does
/// @param forecast the page of what is expected of it; empty: hosts are not forecast
/// @param once in how many values one is as unlikely as the worst: `1 in 10,000`
public record AnomalyLine(
        String id,
        String state,
        String type,
        String name,
        String link,
        String proposal,
        String forecast,
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
                "",
                forecast(one),
                one.sentence(),
                "1 in %s%,d"
                        .formatted(
                                one.score() > MOST ? "over " : "",
                                Math.round(Math.pow(10, Math.min(MOST, one.score())))),
                one.readings(),
                one.since(),
                one.until());
    }

    AnomalyLine withProposal(String proposal) {
        return new AnomalyLine(
                id, state, type, name, link, proposal, forecast, sentence, once, readings, since,
                until);
    }

    /// A metric of demand is named by its resource and its measure: `cpu demand`.
    private static String forecast(Anomaly one) {
        if (one.subject().isNode()) {
            return "";
        }
        String metric = one.metric().metric();
        int gap = metric.lastIndexOf(' ');
        return new Address("/forecasts")
                .with("scope", one.subject().type())
                .with("owner", one.subject().id())
                .with("resource", gap < 0 ? "" : metric.substring(0, gap))
                .with("measure", metric.substring(gap + 1))
                .toString();
    }
}
