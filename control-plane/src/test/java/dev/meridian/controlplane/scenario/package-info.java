/// The whole plane on a settable clock with fake agents, written like scripts.
@NullMarked
package dev.meridian.controlplane.scenario;

import org.jspecify.annotations.NullMarked;
