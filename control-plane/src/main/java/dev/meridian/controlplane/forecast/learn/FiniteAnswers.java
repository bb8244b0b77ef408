package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.UnfitModel;
import dev.meridian.controlplane.forecast.model.feature.Rows;

/// Refuses a model that diverged, before anybody can promote it.
final class FiniteAnswers {
    private static final int ASKED = 1000;

    private FiniteAnswers() {}

    /// Asks it for some rows that it was trained on.
    static void check(Learned model, Rows rows) {
        Rows some = new Rows(rows.names());
        int stride = Math.max(1, rows.size() / ASKED);
        for (int row = 0; row < rows.size(); row += stride) {
            some.add(rows.row(row), 0);
        }
        for (double answer : model.predict(some)) {
            if (!Double.isFinite(answer)) {
                throw new UnfitModel(
                        "%s gave an answer that is not finite: it diverged"
                                .formatted(model.provenance().learner()));
            }
        }
    }
}
