package dev.meridian.controlplane.rest.anomalies;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.forecast.model.anomaly.Anomaly;
import dev.meridian.controlplane.forecast.model.anomaly.SubjectKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A stretch of time in which a series was outside of what it had led to expect.
///
/// @param metric `cpu.used` of a node; of demand `cpu demand`
/// @param device `gpu0`; empty: the whole
/// @param state OPEN while it goes on, else ENDED
/// @param until the last value outside
/// @param score of the worst value: powers of ten, 4 is of one that is seen once in 10,000
/// @param observed the worst value
/// @param readings how many values were outside
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnomalyAnswer(
        UUID id,
        Subject subject,
        String metric,
        String device,
        String state,
        Instant since,
        Instant until,
        @Nullable Instant endedAt,
        double score,
        double observed,
        Expected expected,
        int readings,
        String sentence) {

    /// @param type `node`, `cluster`, `pool`, `project`, `service`
    /// @param id a node's id, or the owner of a demand series: `eu-west/c1`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Subject(String type, String id, String name, @Nullable String project) {}

    /// The band that the worst value was expected in.
    public record Expected(double low, double middle, double high) {}

    static AnomalyAnswer of(Anomaly one) {
        SubjectKey subject = one.subject();
        return new AnomalyAnswer(
                one.id(),
                new Subject(subject.type(), subject.id(), subject.name(), subject.project()),
                one.metric().metric(),
                one.metric().device(),
                one.open() ? "OPEN" : "ENDED",
                one.since(),
                one.until(),
                one.endedAt(),
                one.score(),
                one.observed(),
                new Expected(one.band().low(), one.band().expected(), one.band().high()),
                one.readings(),
                one.sentence());
    }
}
