/// Recorded jobs in simulated time: they come, are placed by the product's own planner or by one of
/// its rivals, run and end. A tick is a plan, as in the live system; nothing here decides where
/// work goes.
@NullMarked
package dev.meridian.controlplane.commands.outcome;

import org.jspecify.annotations.NullMarked;
