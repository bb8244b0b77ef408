/// Timefold, from the fast path's answer on: small windows of the queue are rearranged within
/// milliseconds.
///
/// Timefold's types stay in here. Its entities are a set of their own, made for one window and
/// thrown away.
@NullMarked
package dev.meridian.controlplane.placement.solver;

import org.jspecify.annotations.NullMarked;
