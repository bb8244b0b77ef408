/// When to plan, who holds the right to run, and what to do when a node falls silent.
///
/// The loops here are level-triggered: each re-reads the tables and may be run at any time.
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package dev.meridian.controlplane.dispatch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
