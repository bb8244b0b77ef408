/// Where and when work should run: an immutable snapshot goes in, a plan with reasons comes out.
///
/// One set of goals serves the fast path, the solver and the explanation; see
/// docs/explanation/placement.md.
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package dev.meridian.controlplane.placement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
