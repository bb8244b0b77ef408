package dev.meridian.controlplane.forecast.model.panel;

import dev.meridian.controlplane.forecast.model.Learner;
import java.util.function.IntFunction;

/// Who learns what in a panel.
///
/// @param draft of residuals, quick: it serves to weigh and to calibrate
/// @param last of residuals, by seed
/// @param sizes of how large the errors are
public record PanelLearners(IntFunction<Learner> draft, IntFunction<Learner> last, Learner sizes) {}
