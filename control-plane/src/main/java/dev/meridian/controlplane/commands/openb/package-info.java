/// The openb trace, a recorded fleet with lists of recorded pods: how much of the fleet the planner
/// fills, and how quickly.
@NullMarked
package dev.meridian.controlplane.commands.openb;

import org.jspecify.annotations.NullMarked;
