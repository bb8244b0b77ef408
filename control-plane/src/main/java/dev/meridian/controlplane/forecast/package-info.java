/// What will be needed: forecasts of demand with honest bands.
///
/// Experts with a small state per series, one learned model per kind of resource on what they leave
/// over, and bands from past errors; see docs/explanation/forecasting.md.
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package dev.meridian.controlplane.forecast;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
