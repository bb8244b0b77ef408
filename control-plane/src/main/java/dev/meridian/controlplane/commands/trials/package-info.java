/// Experiments with recorded demand: what was considered for forecasts, and its figures. Nothing of
/// a running control plane needs them.
@NullMarked
package dev.meridian.controlplane.commands.trials;

import org.jspecify.annotations.NullMarked;
