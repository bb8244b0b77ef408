package dev.meridian.controlplane.rest.forecasts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.forecast.model.Provenance;
import dev.meridian.controlplane.forecast.model.view.Kinds;
import dev.meridian.controlplane.forecast.model.view.ModelLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A learned model: what it came from and how it did.
///
/// @param kind of resource: `cpu`, `memory`, …
/// @param state `champion`, `challenger`, `shadow` or `retired`
/// @param mase mean scaled error on days that it had not seen
/// @param rivalMase that of what it stood against then
/// @param naiveMase that of the last value
/// @param coverage share of truths below p95, which promises 0.95
/// @param verdict why it is in its state
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelAnswer(
        long id,
        String kind,
        String state,
        Instant stateSince,
        @Nullable Instant promotedAt,
        String verdict,
        double mase,
        double rivalMase,
        double naiveMase,
        double coverage,
        ProvenanceAnswer provenance) {

    /// Enough to train it again.
    ///
    /// @param rows how many examples
    /// @param settings hyper-parameters by name
    record ProvenanceAnswer(
            String learner,
            Instant trainedAt,
            Instant from,
            Instant until,
            int rows,
            List<String> features,
            Map<String, String> settings) {}

    static ModelAnswer of(ModelLine model) {
        Provenance provenance = model.provenance();
        return new ModelAnswer(
                model.id(),
                Kinds.word(model.kind()),
                model.state().word(),
                model.stateSince(),
                model.promotedAt(),
                model.verdict(),
                model.mase(),
                model.rivalMase(),
                model.naiveMase(),
                model.coverage(),
                new ProvenanceAnswer(
                        provenance.learner(),
                        provenance.training().at(),
                        provenance.training().from(),
                        provenance.training().until(),
                        provenance.rows(),
                        provenance.features(),
                        new TreeMap<>(provenance.settings())));
    }
}
