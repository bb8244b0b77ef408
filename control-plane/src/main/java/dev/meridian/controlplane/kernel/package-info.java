/// The small kernel that every room may use: units, money, refusals, ids, clock and randomness.
///
/// Nothing here knows what a job or a node is. See docs/adr/0002-a-small-kernel.md.
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package dev.meridian.controlplane.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
